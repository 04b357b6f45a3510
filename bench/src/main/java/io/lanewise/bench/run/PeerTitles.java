package io.lanewise.bench.run;

import io.lanewise.bench.PeerNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is timed beside whom: ours in its forms, plain Java, libraries in Java, then native ones. */
final class PeerTitles {
    /** How a page calls each {@code backend} of a {@link WorkloadTimes}. */
    private static final Map<String, String> TITLES = titles();

    private static final List<String> NAMES = new ArrayList<>(TITLES.keySet());

    /** Ours among peers: the vector backend on one thread and two, the scalar one, and that without C2's vectors. */
    private static final List<String> OURS =
            List.of(PeerNames.OURS, PeerNames.OURS_ON_TWO_THREADS, Side.SCALAR.name(), WorkloadTimes.PLAIN);

    private PeerTitles() {}

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put(PeerNames.OURS, "Lanewise");
        titles.put(Side.SCALAR.name(), "its scalar backend");
        titles.put(WorkloadTimes.PLAIN, "that without SuperWord");
        titles.put(PeerNames.OURS_ON_TWO_THREADS, "Lanewise, two threads");
        titles.put("loop", "plain Java");
        titles.put("ejml", "EJML");
        titles.put("netlib", "netlib");
        titles.put("openblas", "OpenBLAS");
        titles.put("mkl", "MKL");
        titles.put("onednn", "oneDNN");
        titles.put("onnxruntime", "ONNX Runtime");
        titles.put("onednn-2", "oneDNN, two threads");
        titles.put("onnxruntime-2", "ONNX Runtime, two threads");
        titles.put("djl", "DJL, PyTorch");
        titles.put("nd4j", "ND4J");
        titles.put("djl-training", "DJL, PyTorch");
        titles.put("dl4j", "Deeplearning4j");
        titles.put("onnxruntime-tutorial", "ONNX Runtime as in its examples");
        titles.put("djl-tutorial", "DJL as in its examples");
        titles.put("nd4j-tutorial", "ND4J as in its examples");
        return titles;
    }

    /** Of a name that is not listed: after all that are. */
    private static int place(String name) {
        int place = NAMES.indexOf(name);
        return place < 0 ? NAMES.size() : place;
    }

    /** Not what is in a table to be compared with another form of the same. */
    static boolean isCharted(String name) {
        return !name.endsWith("-tutorial") && !name.equals(WorkloadTimes.PLAIN);
    }

    static boolean isOurs(String name) {
        return OURS.contains(name);
    }

    static String title(String name) {
        return TITLES.getOrDefault(name, name);
    }

    /** All that were timed at any of these shapes, in order. */
    static List<String> timed(Collection<? extends Map<String, ?>> shapes) {
        return shapes.stream()
                .flatMap(times -> times.keySet().stream())
                .distinct()
                .sorted(Comparator.comparingInt(PeerTitles::place))
                .toList();
    }
}
