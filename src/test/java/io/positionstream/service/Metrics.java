package io.positionstream.service;

import static java.util.stream.Collectors.summingDouble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What {@code /q/metrics} says. */
record Metrics(int port) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Sum of all lines that begin so; 0 when there is none. */
  double sum(String line) {
    return text().lines().filter(l -> l.startsWith(line)).collect(summingDouble(Metrics::value));
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  String text() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics")).build();
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
