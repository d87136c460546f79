package io.positionstream.simulator;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Where the tape stood, in a small file that is replaced as a whole about once a second. */
final class TapeBookmark {
  private static final Logger LOG = Logger.getLogger(TapeBookmark.class);
  private final Path path;

  /** A place on the tape. */
  record Place(int loop, long elapsedMs) {}

  TapeBookmark(Path path) {
    this.path = path;
  }

  /** Empty when there is none, or none that can be read: then the tape starts anew. */
  Optional<Place> read() throws IOException {
    try {
      JsonObject json = new JsonObject(Files.readString(path));
      return Optional.of(new Place(json.getInteger("loop"), json.getLong("elapsed_ms")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (DecodeException | NullPointerException | ClassCastException e) {
      LOG.warnf(
          "Tape position unreadable, the tape starts anew: bookmark=%s reason=%s",
          path, e.getMessage());
      return Optional.empty();
    }
  }

  void write(Place place) {
    String json =
        new JsonObject().put("loop", place.loop()).put("elapsed_ms", place.elapsedMs()).encode();
    Path draft = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.writeString(draft, json);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save the tape position " + path, e);
    }
  }
}
