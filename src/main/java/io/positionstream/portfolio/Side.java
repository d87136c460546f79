package io.positionstream.portfolio;

/**
 * The side of a market that is held or acquired. YES pays the settlement value, NO what it leaves
 * of the dollar.
 */
public enum Side {
  YES,
  NO;

  /** +n for YES, -n for NO. */
  public Contracts signed(Contracts quantity) {
    return this == YES ? quantity : quantity.negated();
  }

  /** The side of a signed number of contracts; zero counts as YES. */
  public static Side of(Contracts contracts) {
    return contracts.sign() < 0 ? NO : YES;
  }
}
