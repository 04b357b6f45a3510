package io.lanewise.bench;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;

/**
 * oneDNN: bias and ReLU in the primitive, the weights reordered beforehand to the format that it asks for. A call goes
 * through its C function: the C++ one copies a map of the arguments.
 */
final class OneDnn extends NativePeer {
    private final engine cpu = new engine(engine.kind.cpu, 0);
    private final stream queue = new stream(cpu);
    /** What the arguments of a call point to, and the garbage collector would free. */
    private final List<Object> kept = new ArrayList<>();

    private Runnable call;

    @Override
    public String version() {
        dnnl_version_t v = dnnl_version();
        return "oneDNN " + v.major() + "." + v.minor() + "." + v.patch()
                + ", on native memory, the faster of matmul and inner_product, bias and ReLU in it";
    }

    @Override
    public void prepare(DenseWorkload layer) {
        super.prepare(layer);
        post_ops relu = new post_ops();
        relu.append_eltwise(dnnl.algorithm.eltwise_relu, 0, 0);
        primitive_attr attributes = new primitive_attr();
        attributes.set_post_ops(relu);
        call = fastest(List.of(matmul(attributes), innerProduct(attributes)));
    }

    private Runnable matmul(primitive_attr attributes) {
        var rows = describe(memory.format_tag.ab, 1, neurons);
        var pd = new matmul.primitive_desc(
                cpu,
                describe(memory.format_tag.ab, batch, inputs),
                describe(memory.format_tag.any, inputs, neurons),
                rows,
                describe(memory.format_tag.ab, batch, neurons),
                attributes,
                false);
        memory packed = packed(describe(memory.format_tag.ab, inputs, neurons), pd.weights_desc());
        return call(new matmul(pd), packed, rows);
    }

    /** Its weights are [neurons×inputs]; ours are that, stored by columns. */
    private Runnable innerProduct(primitive_attr attributes) {
        var vector = describe(memory.format_tag.a, neurons);
        var pd = new inner_product_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_inference,
                describe(memory.format_tag.ab, batch, inputs),
                describe(memory.format_tag.any, neurons, inputs),
                vector,
                describe(memory.format_tag.ab, batch, neurons),
                attributes,
                false);
        memory packed = packed(describe(memory.format_tag.ba, neurons, inputs), pd.weights_desc());
        return call(new inner_product_forward(pd), packed, vector);
    }

    private static memory.desc describe(memory.format_tag format, long... sizes) {
        return new memory.desc(sizes, memory.data_type.f32, format);
    }

    private memory packed(memory.desc from, memory.desc to) {
        memory plain = new memory(from, cpu, weights);
        memory packed = new memory(to, cpu);
        new reorder(plain, packed).execute(queue, plain, packed);
        queue._wait();
        return packed;
    }

    private Runnable call(primitive layer, memory packed, memory.desc biasFormat) {
        memory xMemory = new memory(describe(memory.format_tag.ab, batch, inputs), cpu, x);
        memory biasMemory = new memory(biasFormat, cpu, bias);
        memory yMemory = new memory(describe(memory.format_tag.ab, batch, neurons), cpu, y);
        dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(4);
        arguments.position(0).arg(DNNL_ARG_SRC).memory(xMemory.get());
        arguments.position(1).arg(DNNL_ARG_WEIGHTS).memory(packed.get());
        arguments.position(2).arg(DNNL_ARG_BIAS).memory(biasMemory.get());
        arguments.position(3).arg(DNNL_ARG_DST).memory(yMemory.get());
        arguments.position(0);
        var handle = layer.get();
        var queueHandle = queue.get();
        kept.addAll(List.of(layer, xMemory, packed, biasMemory, yMemory));
        return () -> {
            int status = dnnl_primitive_execute(handle, queueHandle, 4, arguments);
            if (status != dnnl_success) {
                throw new IllegalStateException("oneDNN answers with status " + status);
            }
        };
    }

    @Override
    public void forward() {
        call.run();
    }
}
