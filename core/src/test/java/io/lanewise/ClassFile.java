package io.lanewise;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a class file as the rules about imports and the Vector API need. */
final class ClassFile {
    private static final String SPECIES = "Ljdk/incubator/vector/VectorSpecies;";

    private static final Pattern OWN_CLASS = Pattern.compile("io/lanewise/[a-z/]*[A-Z]\\w*");

    private static final int STATIC = 0x0008;
    private static final int FINAL = 0x0010;

    /** A field. */
    record Field(String name, String descriptor, int access) {
        boolean isStaticFinal() {
            return (access & STATIC) != 0 && (access & FINAL) != 0;
        }
    }

    private final String[] strings;
    private final List<Field> fields = new ArrayList<>();
    private final String name;
    private final List<String> methods = new ArrayList<>();
    private final List<Field> locals = new ArrayList<>();
    private final Map<String, Integer> codeLengths = new HashMap<>();

    /** The format of the Java Virtual Machine Specification, chapter 4. */
    ClassFile(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != 0xcafebabe) {
            throw new IOException("no class file");
        }
        in.readInt(); // version
        int count = in.readUnsignedShort();
        strings = new String[count];
        int[] classNames = new int[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> strings[i] = in.readUTF();
                case 7 -> classNames[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++; // takes two places
                }
                default -> throw new IOException("constant pool tag " + tag);
            }
        }
        in.readUnsignedShort(); // access
        name = strings[classNames[in.readUnsignedShort()]];
        in.readUnsignedShort(); // superclass
        in.skipBytes(2 * in.readUnsignedShort()); // interfaces
        int fieldCount = in.readUnsignedShort();
        for (int i = 0; i < fieldCount; i++) {
            int access = in.readUnsignedShort();
            fields.add(new Field(strings[in.readUnsignedShort()], strings[in.readUnsignedShort()], access));
            int attributes = in.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                in.readUnsignedShort(); // name
                in.skipBytes(in.readInt());
            }
        }
        int methodCount = in.readUnsignedShort();
        for (int i = 0; i < methodCount; i++) {
            in.readUnsignedShort(); // access
            String method = strings[in.readUnsignedShort()];
            methods.add(method + strings[in.readUnsignedShort()]);
            int attributes = in.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                boolean code = strings[in.readUnsignedShort()].equals("Code");
                int length = in.readInt();
                if (code) {
                    readCode(in, method);
                } else {
                    in.skipBytes(length);
                }
            }
        }
    }

    /** Its length and its variables, which are there because Maven passes -g to javac. */
    private void readCode(DataInputStream in, String method) throws IOException {
        in.skipBytes(4); // stack, locals
        int codeLength = in.readInt();
        codeLengths.put(method, codeLength);
        in.skipBytes(codeLength);
        in.skipBytes(8 * in.readUnsignedShort()); // exceptions
        int attributes = in.readUnsignedShort();
        for (int i = 0; i < attributes; i++) {
            boolean variables = strings[in.readUnsignedShort()].equals("LocalVariableTable");
            int length = in.readInt();
            if (!variables) {
                in.skipBytes(length);
                continue;
            }
            int count = in.readUnsignedShort();
            for (int j = 0; j < count; j++) {
                in.skipBytes(4); // start, length
                String variable = strings[in.readUnsignedShort()];
                locals.add(new Field(method + "'s " + variable, strings[in.readUnsignedShort()], 0));
                in.readUnsignedShort(); // slot
            }
        }
    }

    String name() {
        return name;
    }

    /** What it breaks of: only the kernel package knows the Vector API, and every species is static final. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        boolean mayKnow = name.startsWith("io/lanewise/kernel/") || name.equals("module-info");
        for (String string : strings) {
            if (!mayKnow && string != null && string.contains("jdk/incubator/vector")) {
                violations.add(name + " refers to " + string);
            }
        }
        for (Field field : fields) {
            if (field.descriptor().endsWith(SPECIES) && !field.isStaticFinal()) {
                violations.add(name + "." + field.name() + " is a species, but not static final");
            }
        }
        for (String method : methods) {
            if (method.contains(SPECIES)) {
                violations.add(name + "." + method + " takes or returns a species");
            }
        }
        for (Field local : locals) {
            if (local.descriptor().endsWith(SPECIES)) {
                violations.add(name + "." + local.name() + " is a species in a variable");
            }
        }
        return violations;
    }

    /** The library's other classes that it refers to, by their outermost classes. */
    Set<String> references() {
        Set<String> references = new TreeSet<>();
        for (String string : strings) {
            Matcher matcher = OWN_CLASS.matcher(string == null ? "" : string);
            while (matcher.find()) {
                references.add(matcher.group());
            }
        }
        references.remove(topLevelName());
        return references;
    }

    /** Its name, or that of its outermost class. */
    String topLevelName() {
        return name.replaceFirst("\\$.*", "");
    }

    /** The bytes of a method's code; of one of the methods if the name is overloaded. */
    int codeLength(String method) {
        return codeLengths.get(method);
    }

    List<Field> fields() {
        return fields;
    }
}
