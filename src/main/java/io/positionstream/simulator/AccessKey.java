package io.positionstream.simulator;

import java.security.PublicKey;

/** The public half of a key that may read one account. */
record AccessKey(String id, String name, PublicKey publicKey) {}
