package io.positionstream.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.UUID;

/**
 * The key of the demo account, handed out as two files in the simulator's home: the key id and the
 * private key, readable by their owner only.
 */
record DemoKey(String id, PublicKey publicKey) {
  static final String ID_FILE = "demo-key-id.txt";
  static final String KEY_FILE = "demo-private-key.pem";

  /** Reads the files, or makes a key and writes them when one is missing. Blocks. */
  static DemoKey in(Path home) throws IOException {
    Path id = home.resolve(ID_FILE);
    Path key = home.resolve(KEY_FILE);
    if (!Files.exists(id) || !Files.exists(key)) {
      Files.createDirectories(home);
      write(key, RsaKeys.toPem(RsaKeys.generate().getPrivate()));
      write(id, UUID.randomUUID() + "\n");
    }
    return new DemoKey(
        Files.readString(id).strip(), RsaKeys.fromPem(Files.readString(key)).getPublic());
  }

  private static void write(Path path, String text) throws IOException {
    Files.deleteIfExists(path);
    if (Files.getFileStore(path.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(path, text);
  }
}
