package io.lanewise.bench;

import io.lanewise.Backend;
import io.lanewise.Session;
import java.io.IOException;
import java.util.Properties;

/**
 * Runs in a JVM with a fork's flags, before any fork starts, and prints properties: the backend, the JVM, and what the
 * MNIST classifier makes of its 500 images there.
 */
public final class JvmProbe {
    private JvmProbe() {}

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
        SampleNetwork model = SampleNetwork.of(SampleNetwork.MNIST);
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
