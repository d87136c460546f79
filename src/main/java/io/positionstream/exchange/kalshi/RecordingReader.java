package io.positionstream.exchange.kalshi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.positionstream.exchange.kalshi.Recording.Header;
import io.positionstream.exchange.kalshi.Recording.Input;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Day;
import io.positionstream.portfolio.EventTerms;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Position;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.Remembered;
import io.positionstream.portfolio.Totals;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one recording. The process that wrote it may have been killed: a last line that is torn,
 * and a compressed file without an end, are the end.
 */
@RegisterForReflection(
    targets = {
      Transport.Reply.class,
      Contracts.class,
      Day.class,
      EventTerms.class,
      Holding.class,
      Market.class,
      Market.Phase.class,
      MarketTicker.class,
      Money.class,
      Position.class,
      Price.class,
      Quote.class,
      Remembered.class,
      Totals.class
    })
final class RecordingReader implements AutoCloseable {

  private final BufferedReader lines;
  private final Header header;
  private @Nullable String ahead;

  /**
   * @throws IOException if the file cannot be read, or is no recording of a format we know
   */
  RecordingReader(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.header = header(line());
    this.ahead = line();
  }

  Header header() {
    return header;
  }

  /** The next input; empty at the end. */
  Optional<Input> next() throws IOException {
    String line = ahead;
    if (line == null) {
      return Optional.empty();
    }
    ahead = line();
    try {
      return Optional.of(Recording.JSON.readValue(line, Input.class));
    } catch (JsonProcessingException e) {
      if (ahead == null) {
        return Optional.empty();
      }
      throw new IOException("Expected an input, found a line that is none.", e);
    }
  }

  private @Nullable String line() throws IOException {
    try {
      return lines.readLine();
    } catch (EOFException | ZipException _) {
      return null;
    }
  }

  private static Header header(@Nullable String line) throws IOException {
    try {
      Header header = line == null ? null : Recording.JSON.readValue(line, Header.class);
      if (header != null && header.recording() == Recording.FORMAT) {
        return header;
      }
    } catch (JsonProcessingException e) {
      throw new IOException("Expected a recording, found something else.", e);
    }
    throw new IOException("Expected a recording of format " + Recording.FORMAT + ".");
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
