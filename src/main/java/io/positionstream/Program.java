package io.positionstream;

import io.positionstream.replay.ReplayCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The entrance: the service without arguments; {@code replay <file>} plays a recording into the
 * configured database and ends with 0 if the same came of it, else with 1.
 */
@QuarkusMain
public class Program implements QuarkusApplication {

  private final ReplayCommand replay;

  Program(ReplayCommand replay) {
    this.replay = replay;
  }

  /** Started by Java, before anything is read from the configuration. */
  public static void main(String... args) {
    if (isReplay(args)) {
      // Whatever the file says: nothing is reached, nobody is served, nothing is sealed.
      System.setProperty("quarkus.http.host-enabled", "false");
      System.setProperty("simulator.enabled", "false");
      System.setProperty("secrets.encryption-keys", forOnce());
      System.setProperty("secrets.jwt-keys", forOnce());
    }
    Quarkus.run(Program.class, args);
  }

  private static String forOnce() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getUrlEncoder().encodeToString(key);
  }

  @Override
  public int run(String... args) {
    if (isReplay(args)) {
      return replay.run(Path.of(args[1]), System.out);
    }
    if (args.length > 0) {
      System.err.println("Expected no arguments, or: replay <file>");
      return 1;
    }
    Quarkus.waitForExit();
    return 0;
  }

  private static boolean isReplay(String... args) {
    return args.length == 2 && args[0].equals("replay");
  }
}
