package io.lanewise.bench.run;

import io.lanewise.bench.DenseWorkload;
import io.lanewise.bench.FullShapes;
import io.lanewise.bench.ModelWorkload;
import io.lanewise.bench.OnRequest;
import io.lanewise.bench.VectorSide;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks that a filter selects, by class. */
final class BenchmarkSelection {
    /** The order of a run and of its report; other classes follow by name. */
    private static final List<String> ORDER = List.of(
            "Roof",
            "Dense",
            "DenseLayer",
            "DenseGradient",
            "Relu",
            "Activation",
            "Softmax",
            "CrossEntropy",
            "ArgMax",
            "TopK",
            "Network",
            "Parallel",
            "Training",
            "ExpOperator",
            "Copy",
            "MathLog",
            "DensePeers",
            "SigmoidPeers",
            "TanhPeers",
            "GeluPeers",
            "SoftmaxPeers",
            "NetworkPeers",
            "ParallelPeers",
            "TrainingPeers",
            "Model",
            "ModelPeers");

    /**
     * The selected methods of one class.
     *
     * @param className of the benchmark class
     * @param entries one per method and mode, never empty
     */
    record Group(String className, List<BenchmarkListEntry> entries) {
        String title() {
            return WorkloadTimes.operationOf(className);
        }

        /** A JMH pattern for all methods but these: the filter that selected them may select others too. */
        String others() {
            return entries.stream()
                    .map(e -> Pattern.quote(e.getUsername()))
                    .distinct()
                    .collect(Collectors.joining("|", "^(?!(?:", ")$)"));
        }

        List<String> defaultShapes() {
            return defaults("shape");
        }

        /** The peers that it has one beside the other; none of most groups. */
        List<String> peers() {
            return defaults("peer");
        }

        private List<String> defaults(String param) {
            return List.of(entries.get(0).getParams().get().getOrDefault(param, new String[0]));
        }

        boolean isDenseLayer() {
            return DenseWorkload.class.isAssignableFrom(type());
        }

        List<Side> sides() {
            return type().isAnnotationPresent(VectorSide.class) ? List.of(Side.VECTOR) : Side.ALL;
        }

        /** Whether it times the network in a file that the caller names. */
        boolean isOfModel() {
            return ModelWorkload.class.isAssignableFrom(type());
        }

        boolean isOnRequest() {
            return type().isAnnotationPresent(OnRequest.class);
        }

        /** The shapes of {@code -Djmh.full}: the default ones, then those of {@link FullShapes} if there are any. */
        String[] fullShapes() {
            List<String> shapes = new ArrayList<>(defaultShapes());
            FullShapes more = type().getAnnotation(FullShapes.class);
            Collections.addAll(shapes, more == null ? new String[0] : more.value());
            return shapes.toArray(String[]::new);
        }

        private Class<?> type() {
            try {
                return Class.forName(className);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private BenchmarkSelection() {}

    /**
     * What the filters of these options select of all that needs no model file; fails where that is nothing.
     *
     * @param full whether to select what is {@link OnRequest} even where no filter names it
     */
    static List<Group> select(Options options, boolean full) {
        boolean all = full || !options.getIncludes().isEmpty();
        return select(options, group -> !group.isOfModel() && (all || !group.isOnRequest()));
    }

    /** What times a model file: beside peers if they are compiled. */
    static List<Group> ofModel(Options options) {
        List<Group> groups = select(options, Group::isOfModel);
        return groups.subList(groups.size() - 1, groups.size());
    }

    private static List<Group> select(Options options, Predicate<Group> wanted) {
        Map<String, List<BenchmarkListEntry>> byClass = new TreeMap<>(
                Comparator.comparingInt(BenchmarkSelection::rank).thenComparing(Comparator.naturalOrder()));
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        for (BenchmarkListEntry entry :
                BenchmarkList.defaultList().find(silent, options.getIncludes(), options.getExcludes())) {
            byClass.computeIfAbsent(entry.getUserClassQName(), c -> new ArrayList<>())
                    .add(entry);
        }
        List<Group> groups = byClass.entrySet().stream()
                .map(e -> new Group(e.getKey(), e.getValue()))
                .filter(wanted)
                .toList();
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("no benchmark matches " + options.getIncludes()
                    + (options.getExcludes().isEmpty() ? "" : " less " + options.getExcludes())
                    + ": -Djmh.args=-l lists them all");
        }
        return groups;
    }

    private static int rank(String className) {
        int place = ORDER.indexOf(WorkloadTimes.operationOf(className));
        return place < 0 ? ORDER.size() : place;
    }
}
