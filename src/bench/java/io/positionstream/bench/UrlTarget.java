package io.positionstream.bench;

import java.io.IOException;
import java.net.URI;

/**
 * Any server of events: {@code --url} and {@code --publish-url} are addresses with {@code {}} where
 * the number of the account belongs; {@code --pid} is the process to be measured. Every message
 * must carry the published body unchanged.
 */
final class UrlTarget implements Target {

  private final String url;
  private final String publishUrl;
  private final long pid;
  private final String fields;

  UrlTarget(Options options) {
    this.url = options.text("url").orElseThrow();
    this.publishUrl = options.text("publish-url").orElseThrow();
    this.pid = options.number("pid", 0);
    this.fields = options.text("header").map(field -> field + "\r\n").orElse("");
  }

  private URI uri(String template, int account) {
    return URI.create(template.replace("{}", Integer.toString(account)));
  }

  static String target(URI uri) {
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  @Override
  public Subscription subscription(int account) {
    URI uri = uri(url, account);
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n%s"
            .formatted(target(uri), uri.getAuthority(), fields);
    return new Subscription(account, uri.getHost(), uri.getPort(), request);
  }

  @Override
  public Publisher publisher() throws IOException {
    return new PostPublisher(account -> uri(publishUrl, account));
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public String jdbcUrl() {
    throw new IllegalStateException("Only our service has a database here.");
  }

  @Override
  public long collect() {
    return 0;
  }

  @Override
  public long databasePid() {
    return 0;
  }

  @Override
  public boolean cutsEach() {
    return true;
  }

  @Override
  public boolean sendsSnapshots() {
    return false;
  }

  @Override
  public String probe() {
    URI uri = uri(url, 0);
    return "GET /nothing-here HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(uri.getAuthority());
  }

  @Override
  public void close() {}
}
