package io.positionstream.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads a list of keys from a setting or its file. Where secrets may be generated (dev, test) a
 * missing one is made once and kept in a folder, readable by its owner only; elsewhere it must be
 * given. Every failure names the variable and how to make a good value, never the value.
 */
final class SecretKeys {

  private static final int MIN_BYTES = 32;

  /** Keys that everybody has: the one of the Fernet specification's vectors and documentation. */
  private static final List<String> PUBLISHED =
      List.of("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4");

  private static final List<String> PLACEHOLDERS =
      List.of(
          "example",
          "changeme",
          "change-me",
          "change_me",
          "your-",
          "your_",
          "replace-",
          "<",
          "...");

  private final Optional<Path> generateInto;
  private final SecureRandom random;

  /**
   * @param generateInto folder for generated secrets; empty where they must be given
   */
  SecretKeys(Optional<Path> generateInto, SecureRandom random) {
    this.generateInto = generateInto;
    this.random = random;
  }

  /** Keys of exactly 32 bytes, written as base64url. */
  List<Secret> base64(String variable, Optional<String> text, Optional<Path> file) {
    return keys(variable, text, file, part -> decoded(variable, part));
  }

  /** Keys of at least 32 bytes of text. */
  List<Secret> text(String variable, Optional<String> text, Optional<Path> file) {
    return keys(variable, text, file, part -> strong(variable, part));
  }

  private List<Secret> keys(
      String variable, Optional<String> text, Optional<Path> file, Function<String, Secret> read) {
    String list =
        text.or(() -> file.map(path -> content(variable + "_FILE", path)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .orElseGet(() -> generated(variable));
    List<Secret> keys =
        Stream.of(list.split(",")).map(String::strip).filter(s -> !s.isEmpty()).map(read).toList();
    if (keys.isEmpty()) {
      throw unusable(variable, "is empty");
    }
    return keys;
  }

  private static Secret decoded(String variable, String part) {
    refuseExample(variable, part);
    byte[] key;
    try {
      key = Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      // The cause is dropped on purpose: it repeats a character of the key.
      throw unusable(variable, "is not base64url");
    }
    if (key.length != MIN_BYTES) {
      throw unusable(variable, "holds a key of " + key.length + " bytes instead of 32");
    }
    return checked(variable, new Secret(key));
  }

  private static Secret strong(String variable, String part) {
    Secret key = new Secret(part.getBytes(StandardCharsets.UTF_8));
    if (key.length() < MIN_BYTES) {
      throw unusable(variable, "holds a key of " + key.length() + " bytes, fewer than 32");
    }
    refuseExample(variable, part);
    return checked(variable, key);
  }

  private static void refuseExample(String variable, String part) {
    String lower = part.toLowerCase(Locale.ROOT);
    // With or without padding, it is the same key.
    String unpadded = part.replace("=", "");
    if (PUBLISHED.stream().anyMatch(unpadded::equals)
        || PLACEHOLDERS.stream().anyMatch(lower::contains)) {
      throw unusable(variable, "holds an example");
    }
  }

  private static Secret checked(String variable, Secret key) {
    if (key.looksTyped()) {
      throw unusable(variable, "holds an example");
    }
    return key;
  }

  private static IllegalStateException unusable(String variable, String what) {
    return new IllegalStateException(
        variable + " " + what + ". Make one with: openssl rand -base64 32 | tr '+/' '-_'");
  }

  private static String content(String variable, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(
          variable + " names a file that cannot be read: " + file + ".", e);
    }
  }

  private String generated(String variable) {
    Path folder =
        generateInto.orElseThrow(() -> unusable(variable, "is required in production and not set"));
    Path file = folder.resolve(variable.toLowerCase(Locale.ROOT));
    try {
      if (!Files.exists(file)) {
        create(folder, file);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a generated " + variable + " in " + folder, e);
    }
  }

  /** Complete or not at all: a half-written key would lock everything stored under it. */
  private void create(Path folder, Path file) throws IOException {
    Files.createDirectories(folder);
    byte[] key = new byte[MIN_BYTES];
    random.nextBytes(key);
    Path draft = Files.createTempFile(folder, "new", ".key", ownerOnly(folder));
    Files.writeString(draft, Base64.getUrlEncoder().encodeToString(key));
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      Files.delete(draft);
    }
  }

  private static java.nio.file.attribute.FileAttribute<?>[] ownerOnly(Path folder) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new java.nio.file.attribute.FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new java.nio.file.attribute.FileAttribute<?>[0];
  }
}
