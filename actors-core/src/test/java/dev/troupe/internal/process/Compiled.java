package dev.troupe.internal.process;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;

/// A class that is made in the middle of a test, so that this JVM doesn't have it: serialisable, and made from a text.
final class Compiled {
    private Compiled() {}

    /// @param parent takes a text, too
    static void into(Path folder, String name, Class<?> parent) throws Exception {
        ClassDesc above = parent.describeConstable().orElseThrow();
        MethodTypeDesc ofText = MethodTypeDesc.of(ConstantDescs.CD_void, CD_String);
        byte[] made = ClassFile.of().build(ClassDesc.of(name), type -> type.withSuperclass(above)
                .withInterfaceSymbols(ClassDesc.of("java.io.Serializable"))
                .withMethodBody(INIT_NAME, ofText, ClassFile.ACC_PUBLIC,
                        code -> code.aload(0).aload(1).invokespecial(above, INIT_NAME, ofText).return_())
                .withFlags(ClassFile.ACC_PUBLIC));
        Path file = folder.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, made);
    }
}
