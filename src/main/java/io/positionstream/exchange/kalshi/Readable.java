package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.PastPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One old row that cannot be read must not keep all the others away. */
final class Readable {

  private static final Logger LOG = Logger.getLogger(Readable.class);

  private Readable() {}

  /** Rows in our words; those that cannot be read are named. */
  static <W, T> PastPage<T> page(
      List<W> rows, Function<W, String> id, Function<W, List<T>> translate) {
    List<T> read = new ArrayList<>(rows.size());
    List<String> unreadable = new ArrayList<>();
    for (W row : rows) {
      try {
        read.addAll(translate.apply(row));
      } catch (IllegalArgumentException e) {
        unreadable.add(id.apply(row));
        LOG.warnf("row skipped reason=%s", e.getMessage());
      }
    }
    return new PastPage<>(read, unreadable);
  }

  /** As {@link #page}, each row one of ours and the others left out. */
  static <W, T> List<T> rows(List<W> rows, Function<W, T> translate) {
    return page(rows, row -> "", row -> List.of(translate.apply(row))).rows();
  }
}
