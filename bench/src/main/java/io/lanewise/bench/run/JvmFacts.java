package io.lanewise.bench.run;

import io.lanewise.bench.JvmProbe;
import java.io.IOException;
import java.util.List;
import java.util.Properties;

/**
 * What a JVM with a fork's flags says of itself by {@link JvmProbe}, before any fork starts: the backend that the forks
 * must then have too, and what the MNIST classifier makes of its 500 images there.
 *
 * @param backend {@code scalar}, or {@code vector-} and the width
 * @param lanes floats per vector
 * @param reason why this backend
 * @param mnistRight images that got their own digit
 * @param mnistImages all images
 * @param mnistLoss the mean loss on them
 * @param jdk version and vendor
 * @param vm name and version
 * @param os name, version and architecture
 */
record JvmFacts(
        String backend,
        int lanes,
        String reason,
        int mnistRight,
        int mnistImages,
        double mnistLoss,
        String jdk,
        String vm,
        String os) {
    /** Starts the JVM and asks it. */
    static JvmFacts ask(String java, List<String> flags) throws IOException, InterruptedException {
        Properties said = ChildJvm.answers(java, flags, JvmProbe.class.getName(), List.of());
        return new JvmFacts(
                said.getProperty("backend"),
                Integer.parseInt(said.getProperty("lanes")),
                said.getProperty("reason"),
                Integer.parseInt(said.getProperty("mnistRight")),
                Integer.parseInt(said.getProperty("mnistImages")),
                Double.parseDouble(said.getProperty("mnistLoss")),
                said.getProperty("jdk"),
                said.getProperty("vm"),
                said.getProperty("os"));
    }
}
