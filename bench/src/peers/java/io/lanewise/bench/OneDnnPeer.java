package io.lanewise.bench;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import java.util.List;
import java.util.Map;
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
import org.bytedeco.dnnl.softmax_forward;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * oneDNN: bias and ReLU in the primitive, the weights reordered beforehand to the format that it asks for, and what
 * goes from one layer to the next in rows. A call goes through its C function: the C++ one copies a map of the
 * arguments.
 */
final class OneDnnPeer extends NativePeer {
    private final int threads;
    private final engine cpu = new engine(engine.kind.cpu, 0);
    private final stream queue = new stream(cpu);

    OneDnnPeer(int threads) {
        super(threads);
        this.threads = threads;
    }

    @Override
    public String version() {
        dnnl_version_t v = dnnl_version();
        return "oneDNN " + v.major() + "." + v.minor() + "." + v.patch()
                + ", on native memory, a layer by the faster of matmul and inner_product, bias and ReLU in it;"
                + " softmax_forward; threads: " + threads;
    }

    @Override
    Runnable layer(Layer layer, int batch, FloatPointer x, FloatPointer y) {
        primitive_attr attributes = new primitive_attr();
        if (layer.relu()) {
            post_ops relu = new post_ops();
            relu.append_eltwise(dnnl.algorithm.eltwise_relu, 0, 0);
            attributes.set_post_ops(relu);
        }
        memory from = rows(batch, layer.inputs(), x);
        memory to = rows(batch, layer.neurons(), y);
        return fastest(List.of(matmul(layer, from, to, attributes), innerProduct(layer, from, to, attributes)));
    }

    private Runnable matmul(Layer layer, memory x, memory y, primitive_attr attributes) {
        memory bias = rows(1, layer.neurons(), copy(layer.bias()));
        var pd = new matmul.primitive_desc(
                cpu,
                x.get_desc(),
                describe(memory.format_tag.any, layer.inputs(), layer.neurons()),
                bias.get_desc(),
                y.get_desc(),
                attributes,
                false);
        memory weights =
                packed(layer, describe(memory.format_tag.ab, layer.inputs(), layer.neurons()), pd.weights_desc());
        return call(
                new matmul(pd),
                Map.of(DNNL_ARG_SRC, x, DNNL_ARG_WEIGHTS, weights, DNNL_ARG_BIAS, bias, DNNL_ARG_DST, y));
    }

    /** Its weights are [neurons×inputs]; ours are that, stored by columns. */
    private Runnable innerProduct(Layer layer, memory x, memory y, primitive_attr attributes) {
        memory bias = new memory(describe(memory.format_tag.a, layer.neurons()), cpu, copy(layer.bias()));
        var pd = new inner_product_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_inference,
                x.get_desc(),
                describe(memory.format_tag.any, layer.neurons(), layer.inputs()),
                bias.get_desc(),
                y.get_desc(),
                attributes,
                false);
        memory weights =
                packed(layer, describe(memory.format_tag.ba, layer.neurons(), layer.inputs()), pd.weights_desc());
        return call(
                new inner_product_forward(pd),
                Map.of(DNNL_ARG_SRC, x, DNNL_ARG_WEIGHTS, weights, DNNL_ARG_BIAS, bias, DNNL_ARG_DST, y));
    }

    @Override
    Runnable softmax(int rows, int columns, FloatPointer x, FloatPointer y) {
        memory from = rows(rows, columns, x);
        memory to = rows(rows, columns, y);
        var pd = new softmax_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_inference,
                dnnl.algorithm.softmax_accurate,
                from.get_desc(),
                to.get_desc(),
                1);
        return call(new softmax_forward(pd), Map.of(DNNL_ARG_SRC, from, DNNL_ARG_DST, to));
    }

    private memory rows(int rows, int columns, FloatPointer values) {
        return new memory(describe(memory.format_tag.ab, rows, columns), cpu, values);
    }

    private static memory.desc describe(memory.format_tag format, long... sizes) {
        return new memory.desc(sizes, memory.data_type.f32, format);
    }

    private memory packed(Layer layer, memory.desc from, memory.desc to) {
        memory plain = new memory(from, cpu, copy(layer.weights()));
        memory packed = new memory(to, cpu);
        new reorder(plain, packed).execute(queue, plain, packed);
        queue._wait();
        return packed;
    }

    private Runnable call(primitive primitive, Map<Integer, memory> memories) {
        int count = memories.size();
        dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(count);
        memories.forEach((argument, memory) -> {
            arguments.arg(argument).memory(memory.get());
            arguments.position(arguments.position() + 1);
        });
        arguments.position(0);
        var handle = primitive.get();
        var queueHandle = queue.get();
        kept.add(primitive);
        kept.addAll(memories.values());
        return () -> {
            int status = dnnl_primitive_execute(handle, queueHandle, count, arguments);
            if (status != dnnl_success) {
                throw new IllegalStateException("oneDNN returns status " + status);
            }
        };
    }
}
