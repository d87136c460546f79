package io.positionstream.portfolio;

import java.util.UUID;

/** Our name of a user's account at an exchange: the user id. */
public record AccountId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
