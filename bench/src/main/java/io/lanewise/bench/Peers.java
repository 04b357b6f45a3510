package io.lanewise.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Who is timed beside whom: ours in its forms, plain Java, libraries in Java, then native ones. */
final class Peers {
    /** How a page calls each {@code backend} of a {@link Measurement}. */
    private static final Map<String, String> TITLES = titles();

    private static final List<String> NAMES = new ArrayList<>(TITLES.keySet());

    /** Ours among peers: the vector backend, the scalar one, and that without C2's vectors. */
    private static final List<String> OURS =
            List.of(Measurement.OURS, Side.SCALAR.name(), Measurement.PLAIN);

    private Peers() {}

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put(Measurement.OURS, "Lanewise");
        titles.put(Side.SCALAR.name(), "its scalar backend");
        titles.put(Measurement.PLAIN, "that without SuperWord");
        titles.put("loop", "plain Java");
        titles.put("ejml", "EJML");
        titles.put("netlib", "netlib");
        titles.put("openblas", "OpenBLAS");
        titles.put("mkl", "MKL");
        titles.put("onednn", "oneDNN");
        titles.put("onnxruntime", "ONNX Runtime");
        titles.put("djl", "DJL, PyTorch");
        titles.put("nd4j", "ND4J");
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
        return !name.endsWith("-tutorial") && !name.equals(Measurement.PLAIN);
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
                .sorted(Comparator.comparingInt(Peers::place))
                .toList();
    }

    /** The fastest peer's median ÷ ours, of the times of one shape. */
    static OptionalDouble ratio(Map<String, Measurement> times) {
        Optional<Measurement> fastest = fastest(times);
        Measurement ours = times.get(Measurement.OURS);
        return fastest.isEmpty() || ours == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(fastest.get().median() / ours.median());
    }

    /** Whom ours is compared with, of the times of one shape. */
    static Optional<Measurement> fastest(Map<String, Measurement> times) {
        return times.values().stream()
                .filter(m -> !isOurs(m.backend()))
                .min(Comparator.comparingDouble(Measurement::median));
    }
}
