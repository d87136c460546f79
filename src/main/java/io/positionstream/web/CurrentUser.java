package io.positionstream.web;

import io.positionstream.portfolio.AccountId;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose request this is; filled before a resource of the API runs. */
@RequestScoped
public class CurrentUser {

  private @Nullable AccountId account;
  private @Nullable UUID session;
  private boolean databaseAway;

  /** The account the caller may see; fails with {@code not_authenticated} without a session. */
  public AccountId account() {
    return present(account);
  }

  /** The session the caller proved; fails with {@code not_authenticated} without one. */
  public UUID session() {
    return present(session);
  }

  /** Says who it is; called once per request, by whoever checked the session. */
  public void is(AccountId who, UUID provenSession) {
    account = who;
    session = provenSession;
  }

  /** Says that the database did not answer when it was asked for the session. */
  public void withoutDatabase() {
    databaseAway = true;
  }

  /** Whether the session is known from memory only: the database need not be asked once more. */
  public boolean isDatabaseAway() {
    return databaseAway;
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw Problem.of(ErrorCode.NOT_AUTHENTICATED, "This needs a session.").asException();
    }
    return value;
  }
}
