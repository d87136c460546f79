package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A change to JSON that leaves it JSON, but not what was agreed. Works on the object given. */
@FunctionalInterface
interface Distortion {
  /** Leaves everything as it is. */
  Distortion NONE = _ -> {};

  void apply(JsonObject json);

  default Distortion then(Distortion next) {
    if (this == NONE) {
      return next;
    }
    return json -> {
      apply(json);
      next.apply(json);
    };
  }

  /** Leaves out every field of that name, or one field by chance. */
  static Distortion without(Optional<String> field, RandomGenerator random) {
    return json -> chosen(json, field, random).forEach(p -> p.owner().remove(p.name()));
  }

  /** Makes every field of that name null, or one field by chance. */
  static Distortion nulls(Optional<String> field, RandomGenerator random) {
    return json -> chosen(json, field, random).forEach(p -> p.owner().putNull(p.name()));
  }

  /** Gives every object fields of kinds that it never had. */
  static Distortion strangers(RandomGenerator random) {
    return json -> {
      String tail = Integer.toHexString(random.nextInt(0x1000, 0x10000));
      for (JsonObject object : objects(json)) {
        object
            .put("x_text_" + tail, "\u2603 " + tail)
            .put("x_list_" + tail, new JsonArray().add(new JsonArray()).addNull())
            .put("x_tree_" + tail, new JsonObject().put("deep", new JsonObject()));
      }
    };
  }

  /** A field in its object. */
  record Place(JsonObject owner, String name) {}

  private static List<Place> chosen(
      JsonObject json, Optional<String> field, RandomGenerator random) {
    List<Place> places =
        objects(json).stream()
            .flatMap(owner -> owner.fieldNames().stream().map(name -> new Place(owner, name)))
            .filter(place -> field.map(place.name()::equals).orElse(true))
            .toList();
    return field.isPresent() || places.isEmpty()
        ? places
        : List.of(places.get(random.nextInt(places.size())));
  }

  /** The object and every object in it. */
  private static List<JsonObject> objects(JsonObject root) {
    List<JsonObject> found = new ArrayList<>();
    collect(root, found);
    return found;
  }

  private static void collect(Object value, List<JsonObject> found) {
    if (value instanceof JsonObject object) {
      found.add(object);
      object.forEach((Map.Entry<String, Object> e) -> collect(e.getValue(), found));
    } else if (value instanceof JsonArray array) {
      array.forEach(item -> collect(item, found));
    }
  }
}
