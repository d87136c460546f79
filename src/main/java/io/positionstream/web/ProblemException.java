package io.positionstream.web;

/** Carries a {@link Problem} to where answers are written. An answer, not a fault: no stack. */
public final class ProblemException extends RuntimeException {

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.error().code() + ": " + problem.message(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
