package io.positionstream.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/**
 * What a thief of the memory would find: the packaged service writes its heap, everything that is
 * reachable, and it is searched for the private key. Buffers outside of the heap are not in it.
 */
@Timeout(180)
@Execution(CONCURRENT)
class ForgottenKeyIT {

  /** Not the one that keys are made with: what the simulator writes does not count. */
  private static final int LINE = 48;

  private static final int WINDOW = 20;

  @TempDir Path home;

  @Test
  void thePrivateKeyIsNowhereInTheHeapOnceItsOwnerHasLeft() throws Exception {
    assumeThat(Service.isNative()).as("jcmd dumps the heap of a JVM").isFalse();
    try (Service service = new Service(home)) {
      service.start();
      SimulatedExchange exchange = new SimulatedExchange(service.simulatorPort());
      SimulatedExchange.Account made = exchange.newAccount("1000.00");
      var account = new SimulatedExchange.Account(made.id(), made.keyId(), rewrapped(made.pem()));
      Client client = new Client(service.port());
      client.authenticate(account);
      assertThat(client.positions()).isNotNull();
      assertThat(found(account.pem(), heap(service, "while"))).as("the signer").contains("number");

      assertThat(client.delete("/logout").statusCode()).isEqualTo(200);

      await()
          .atMost(30, TimeUnit.SECONDS)
          .pollInterval(2, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(found(account.pem(), heap(service, "after"))).isEmpty());
    }
  }

  private static String rewrapped(String pem) {
    String[] edges = pem.strip().split("\n");
    String encoder = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content(pem));
    return edges[0] + "\n" + encoder + "\n" + edges[edges.length - 1] + "\n";
  }

  private static byte[] content(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
  }

  /** The forms of the key that a heap holds. */
  private static List<String> found(String pem, String heap) {
    Map<String, String> forms = new LinkedHashMap<>();
    int edge = pem.indexOf('\n', pem.indexOf('\n', 400) + 1);
    String before = pem.substring(edge - WINDOW, edge);
    String after = pem.substring(edge + 1, edge + 1 + WINDOW);
    for (String lineEnd : List.of("\n", "\\n")) {
      String text = before + lineEnd + after;
      forms.put("text " + lineEnd.length(), text);
      forms.put("wide text " + lineEnd.length(), new String(text.getBytes(UTF_16BE), ISO_8859_1));
    }
    byte[] content = content(pem);
    // Amid the first prime; the number's own bytes are the same in every encoding.
    byte[] prime = Arrays.copyOfRange(content, 620, 652);
    forms.put("number", new String(prime, ISO_8859_1));
    List<String> found = new ArrayList<>();
    forms.forEach(
        (name, form) -> {
          if (heap.contains(form)) {
            found.add(name);
          }
        });
    return found;
  }

  private String heap(Service service, String when) throws IOException, InterruptedException {
    Path dump = home.resolve(when + ".hprof");
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(service.pid()),
                "GC.heap_dump",
                "-overwrite",
                dump.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(jcmd.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(jcmd.waitFor()).as(told).isZero();
    try {
      return Files.readString(dump, ISO_8859_1);
    } finally {
      if (!Boolean.getBoolean("keep.dumps")) {
        Files.delete(dump);
      }
    }
  }
}
