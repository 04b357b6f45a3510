package io.lanewise;

/** {@code java -jar lanewise-core.jar}: says what would run here, and why. */
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        String java = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
        System.out.println("Lanewise on " + java + ", " + System.getProperty("os.arch"));
        try {
            Backend backend = Backend.current();
            System.out.println("backend: " + backend.name());
            System.out.println("lanes:   " + backend.lanes());
            System.out.println("reason:  " + backend.reason());
            // The reason for scalar names what would change it.
            if (backend.name().equals("vector")) {
                System.out.println("change:  -Dlanewise.backend=scalar runs the scalar loops, with the same bits");
            }
        } catch (IllegalStateException e) {
            System.out.println("backend: none");
            System.out.println("reason:  " + e.getMessage());
            System.exit(1);
        }
    }
}
