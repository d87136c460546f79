package io.positionstream.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A Dockerfile as its stages, each a list of instructions. */
public record Dockerfile(List<Stage> stages) {

  /** {@code KEYWORD arguments}, as written. */
  public record Instruction(String keyword, String arguments) {

    /** Flags ({@code --from=build}) by name. */
    Map<String, String> flags() {
      Map<String, String> flags = new TreeMap<>();
      for (String word : arguments.split("\\s+")) {
        if (word.matches("--[a-z-]+=.*")) {
          flags.put(word.substring(2, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
      }
      return flags;
    }

    /** Everything but flags. */
    List<String> words() {
      return Arrays.stream(arguments.split("\\s+")).filter(w -> !w.startsWith("--")).toList();
    }

    /** The JSON list of an exec form, after anything that comes before it. */
    public List<String> exec() {
      try {
        return List.of(
            new ObjectMapper()
                .readValue(arguments.substring(arguments.indexOf('[')), String[].class));
      } catch (JsonProcessingException | StringIndexOutOfBoundsException e) {
        throw new AssertionError("no exec form: " + keyword + " " + arguments, e);
      }
    }
  }

  /**
   * @param name empty if nobody can copy from it
   * @param base an image, or an earlier stage
   */
  public record Stage(String base, Optional<String> name, List<Instruction> instructions) {

    List<Instruction> all(String keyword) {
      return instructions.stream().filter(i -> i.keyword().equals(keyword)).toList();
    }

    public Instruction only(String keyword) {
      List<Instruction> found = all(keyword);
      if (found.size() != 1) {
        throw new AssertionError(found.size() + " times " + keyword + " from " + base);
      }
      return found.getFirst();
    }
  }

  public static Dockerfile read(Path file) {
    try {
      List<Stage> stages = new ArrayList<>();
      for (Instruction next : instructions(Files.readString(file))) {
        if (next.keyword().equals("FROM")) {
          List<String> words = next.words();
          Optional<String> name = words.size() == 3 ? Optional.of(words.get(2)) : Optional.empty();
          stages.add(new Stage(words.getFirst(), name, new ArrayList<>()));
        } else if (!stages.isEmpty() || !next.keyword().equals("ARG")) {
          stages.getLast().instructions().add(next);
        }
      }
      return new Dockerfile(List.copyOf(stages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Instruction> instructions(String text) {
    List<Instruction> found = new ArrayList<>();
    String joined = text.replaceAll("(?m)^\\s*#.*\\n", "").replaceAll("\\\\\\n\\s*", " ");
    for (String line : joined.lines().filter(l -> !l.isBlank()).toList()) {
      String[] parts = line.strip().split("\\s+", 2);
      found.add(new Instruction(parts[0], parts.length > 1 ? parts[1] : ""));
    }
    return found;
  }

  public Stage last() {
    return stages.getLast();
  }

  /** An earlier stage by its name. */
  public Optional<Stage> stage(String name) {
    return stages.stream().filter(s -> s.name().equals(Optional.of(name))).findFirst();
  }

  /** The instructions of a stage and of the stages it is built on, oldest first. */
  List<Instruction> whole(Stage stage) {
    List<Instruction> all = new ArrayList<>(stage(stage.base()).map(this::whole).orElse(List.of()));
    all.addAll(stage.instructions());
    return all;
  }
}
