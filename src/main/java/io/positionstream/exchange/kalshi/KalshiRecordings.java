package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.Recordings;
import io.positionstream.exchange.Replay;
import io.positionstream.exchange.kalshi.Recording.Header;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The folder of recordings, if there is one, and what can be read of any. Thread-safe. */
@ApplicationScoped
public class KalshiRecordings implements Recordings {

  private static final Logger LOG = Logger.getLogger(KalshiRecordings.class);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final Optional<Path> folder;
  private final long most;

  KalshiRecordings(RecordingConfig config) {
    this.folder = config.dir();
    this.most = config.maxSize().asLongValue();
  }

  /** Stops the start when lines are to be recorded to where that is impossible. */
  void check(@Observes @Priority(0) StartupEvent start) throws IOException {
    if (most <= 0) {
      throw new IllegalArgumentException("Expected a recording.max-size above 0, found " + most);
    }
    if (folder.isPresent()) {
      Path path = folder.get();
      if (!Files.isDirectory(path)) {
        Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      if (!Files.isWritable(path)) {
        throw new IllegalArgumentException("Expected a recording.dir to write to, found " + path);
      }
      LOG.infof("lines are recorded folder=%s", path);
    }
  }

  /** Whether lines are recorded. */
  boolean isOn() {
    return folder.isPresent();
  }

  /** A new file for a line, named by when it began and the line's number in this process. */
  RecordingWriter open(LineName name, Header header) throws IOException {
    String file = NAME.format(header.began()) + "-" + name.number() + ".jsonl.gz";
    return new RecordingWriter(folder.orElseThrow().resolve(file), most, header);
  }

  @Override
  public Replay open(Path file) throws IOException {
    return new RecordingReplay(file);
  }
}
