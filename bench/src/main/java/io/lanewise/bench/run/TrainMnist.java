package io.lanewise.bench.run;

import io.lanewise.bench.MnistTraining;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Trains a classifier of MNIST's digits in a JVM with vectors, and prints the SHA-256 of the model file.
 *
 * <p>{@code mvn -pl bench jmh -Djmh.main=io.lanewise.bench.run.TrainMnist -Djmh.args=FOLDER}
 */
public final class TrainMnist {
    private static final String MODEL = "bench/target/mnist.safetensors";
    private static final int EPOCHS = 10;
    private static final String THREADS = "threads=";

    private TrainMnist() {}

    /**
     * Takes the property jmh.args: the folder of the idx files, then {@code threads=2} and flags of the JVM, such as
     * {@code -Dlanewise.backend=scalar}, if they are wanted.
     */
    public static void main(String[] arguments) throws Exception {
        String[] words = OptionWords.of(System.getProperty("jmh.args", ""));
        if (words.length == 0) {
            System.err.println("-Djmh.args=FOLDER names the folder of MNIST's four idx files");
            System.exit(1);
        }
        String threads = "1";
        List<String> command = new ArrayList<>(List.of(OwnRun.java()));
        command.addAll(Side.AUTO.flags());
        for (String word : List.of(words).subList(1, words.length)) {
            if (word.startsWith(THREADS)) {
                threads = word.substring(THREADS.length());
            } else {
                command.add(word);
            }
        }
        Collections.addAll(
                command,
                "-cp",
                System.getProperty("java.class.path"),
                MnistTraining.class.getName(),
                words[0],
                MODEL,
                "" + EPOCHS,
                threads);
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
