package io.positionstream.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The password of the embedded database: random, made once, in a file beside the data that only its
 * owner reads.
 */
final class DatabasePassword {

  private static final int BYTES = 32;

  private final Path file;

  /**
   * @param folder of the embedded database, which must be there when a password is made
   */
  DatabasePassword(Path folder) {
    this.file = folder.resolve("password");
  }

  boolean exists() {
    return Files.exists(file);
  }

  Path file() {
    return file;
  }

  String read() throws IOException {
    return Files.readString(file).strip();
  }

  static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Complete or not at all: half a password would lock the service out. */
  void keep(String password) throws IOException {
    Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "new", "", ownerOnly());
    Files.writeString(draft, password + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private FileAttribute<?>[] ownerOnly() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
