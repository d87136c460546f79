package io.positionstream.service;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends logins at a constant rate to a service on this machine while it is told to: each line of
 * input begins or ends a flood, and at its end prints how often which status was answered. Ends
 * with its input, or after ten minutes. Usage: {@code LoginFlood port rate body}.
 */
final class LoginFlood {

  private static final int LONGEST_MINUTES = 10;

  private LoginFlood() {}

  public static void main(String[] arguments) throws Exception {
    int rate = Integer.parseInt(arguments[1]);
    HttpRequest login =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + arguments[0] + "/api/v1/account/authenticate"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofFile(Path.of(arguments[2])))
            .build();
    HttpClient http = HttpClient.newHttpClient();
    Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();
    AtomicBoolean flooding = new AtomicBoolean();
    var pace = Executors.newScheduledThreadPool(1);
    pace.scheduleAtFixedRate(
        () -> {
          if (flooding.get()) {
            http.sendAsync(login, BodyHandlers.discarding())
                .thenAccept(answer -> answers.merge(answer.statusCode(), 1, Integer::sum));
          }
        },
        0,
        1_000_000_000L / rate,
        TimeUnit.NANOSECONDS);
    pace.schedule(() -> System.exit(1), LONGEST_MINUTES, TimeUnit.MINUTES);
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (commands.readLine() != null) {
      boolean begins = !flooding.get();
      flooding.set(begins);
      System.out.println(begins ? "begun" : answers);
      answers.clear();
    }
    System.exit(0);
  }
}
