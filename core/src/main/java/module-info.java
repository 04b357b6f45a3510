/** A dense neural network's forward pass, loss and training over flat {@code float[]} arrays. */
module io.lanewise {
    // Without --add-modules the module is not there and the scalar backend runs.
    requires static jdk.incubator.vector;
    // Read once, to learn which compiler and which instructions the VM uses; a runtime image may leave it out.
    requires static jdk.management;

    exports io.lanewise;
    exports io.lanewise.model;
}
