package io.lanewise.bench;

import io.lanewise.Backend;
import io.lanewise.Session;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What a JVM with a fork's flags says of itself, asked before any fork starts: the backend that the forks must then
 * have too, and what the MNIST classifier makes of its 500 images there.
 *
 * @param backend {@code scalar}, or {@code vector-} and the width
 * @param lanes floats a vector
 * @param reason why this backend
 * @param mnistRight images that got their own digit
 * @param mnistImages all images
 * @param mnistLoss the mean loss on them
 * @param jdk version and vendor
 * @param vm name and version
 * @param os name, version and architecture
 */
record Probe(
        String backend, int lanes, String reason, int mnistRight, int mnistImages, double mnistLoss, String jdk,
        String vm, String os) {
    /** Starts the JVM and asks it. */
    static Probe ask(String java, List<String> flags) throws IOException, InterruptedException {
        Properties said = answers(java, flags, Probe.class.getName(), List.of());
        return new Probe(
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

    /** What the main class prints as properties, in a JVM of its own on this one's class path. */
    static Properties answers(String java, List<String> flags, String main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Properties said = new Properties();
        try (InputStream in = process.getInputStream()) {
            said.load(in);
        }
        if (process.waitFor() != 0) {
            throw new IOException("no benchmark can run in a JVM with " + String.join(" ", flags)
                    + ": what it said is above");
        }
        return said;
    }

    /** In the JVM that is asked: answers as properties on standard output. */
    public static void main(String[] arguments) throws IOException {
        Backend backend = Backend.current();
        Properties says = new Properties();
        says.setProperty("backend", ExpectedBackend.name(backend));
        says.setProperty("lanes", Integer.toString(backend.lanes()));
        says.setProperty("reason", backend.reason());
        says.setProperty("jdk", property("java.version") + ", " + property("java.vendor"));
        says.setProperty("vm", property("java.vm.name") + " " + property("java.vm.version"));
        says.setProperty("os", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
        classifyMnist(says);
        says.store(System.out, null);
    }

    private static void classifyMnist(Properties says) {
        int images = 500;
        Model model = Model.of(Model.MNIST);
        float[] x = model.x(images);
        int[] labels = model.labels(images);
        Session session = model.network().newSession(images);
        int[] predictions = new int[images];
        session.predict(x, predictions, images);
        int right = 0;
        for (int i = 0; i < images; i++) {
            right += predictions[i] == labels[i] ? 1 : 0;
        }
        says.setProperty("mnistRight", Integer.toString(right));
        says.setProperty("mnistImages", Integer.toString(images));
        says.setProperty("mnistLoss", Double.toString(session.meanLoss(x, labels, images)));
    }

    private static String property(String name) {
        return System.getProperty(name);
    }
}
