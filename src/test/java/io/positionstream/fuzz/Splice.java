package io.positionstream.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.List;

/**
 * Lets a fuzzer put a piece of its own into a good text: what must be signed or sealed to get past
 * the first check cannot be found by chance.
 */
public final class Splice {

  private Splice() {}

  /** One of the texts with a part replaced, or the input alone. */
  public static String into(List<String> texts, FuzzedDataProvider input) {
    int choice = input.consumeInt(0, texts.size());
    String text = choice == texts.size() ? "" : texts.get(choice);
    int from = input.consumeInt(0, text.length());
    int to = input.consumeInt(from, text.length());
    return text.substring(0, from) + input.consumeRemainingAsString() + text.substring(to);
  }
}
