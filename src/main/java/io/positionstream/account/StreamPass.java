package io.positionstream.account;

import io.positionstream.portfolio.AccountId;
import java.util.UUID;

/** Whose stream it is, and the session it lives as long as. */
public record StreamPass(AccountId account, UUID session) {}
