package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets that a test gave away, each under the name by which a finding is told. */
final class PlantedSecrets {

  private static final int LONGEST_HARMLESS = 12;

  private final Map<String, String> secrets = new LinkedHashMap<>();

  void plant(String name, String secret) {
    assertThat(secret).as(name).hasSizeGreaterThan(LONGEST_HARMLESS);
    secrets.put(name, secret);
  }

  /** Every line of it by itself, as a log or a column might hold a part. */
  void plantPem(String name, String pem) {
    List<String> lines = pem.lines().filter(line -> !line.startsWith("-----")).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).length() > LONGEST_HARMLESS) {
        plant(name + " line " + (i + 1), lines.get(i));
      }
    }
  }

  /** The whole, and the signature alone: without it a token is worth nothing. */
  void plantToken(String name, String jwt) {
    plant(name, jwt);
    plant(name + " signature", jwt.substring(jwt.lastIndexOf('.') + 1));
  }

  int size() {
    return secrets.size();
  }

  /** What of it appears in a text, with the surroundings of the first place. */
  List<String> foundIn(String where, String text) {
    List<String> found = new ArrayList<>();
    secrets.forEach(
        (name, secret) -> {
          int at = text.indexOf(secret);
          if (at >= 0) {
            found.add(where + " shows " + name + ": ..." + around(text, at) + "...");
          }
        });
    return found;
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 160), Math.min(text.length(), at + 60))
        .replace('\n', ' ');
  }
}
