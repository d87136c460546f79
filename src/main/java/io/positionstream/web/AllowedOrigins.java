package io.positionstream.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sites, other than our own, whose pages may read the stream. Immutable. */
@Singleton
public class AllowedOrigins {

  private final Set<String> origins;

  @Inject
  AllowedOrigins(WebConfig config) {
    this(config.corsOrigins());
  }

  /**
   * @throws IllegalStateException if one of them is no origin: a wildcard, a path, a bare host
   */
  AllowedOrigins(Optional<Set<String>> configured) {
    this.origins =
        configured.orElse(Set.of()).stream()
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .map(AllowedOrigins::checked)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the value of an {@code Origin} header is one of them. */
  public boolean allows(@Nullable String origin) {
    return origin != null && origins.contains(origin.toLowerCase(Locale.ROOT));
  }

  private static String checked(String text) {
    String origin = text.toLowerCase(Locale.ROOT);
    try {
      URI uri = URI.create(origin);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getHost() != null && origin.endsWith("://" + uri.getRawAuthority())) {
        return origin;
      }
    } catch (IllegalArgumentException e) {
      throw wrong(text, e);
    }
    throw wrong(text, null);
  }

  private static IllegalStateException wrong(String text, @Nullable Throwable cause) {
    return new IllegalStateException(
        "CORS_ORIGINS must list origins such as https://app.example.org, found \"" + text + "\".",
        cause);
  }
}
