package io.positionstream.simulator;

/** Why a socket's command is not carried out, with the exchange's number for it. */
enum CommandError {
  CANNOT_PROCESS(1, "Unable to process message"),
  PARAMS_REQUIRED(2, "Params required"),
  CHANNELS_REQUIRED(3, "Channels required"),
  SIDS_REQUIRED(4, "Subscription IDs required"),
  UNKNOWN_COMMAND(5, "Unknown command"),
  UNKNOWN_SID(7, "Unknown subscription ID"),
  UNKNOWN_CHANNEL(8, "Unknown channel name"),
  INVALID_PARAMETER(11, "Invalid parameter"),
  ONE_SID_REQUIRED(12, "Exactly one subscription ID is required"),
  UNSUPPORTED_ACTION(13, "Unsupported action"),
  TICKER_REQUIRED(14, "Market Ticker required"),
  ACTION_REQUIRED(15, "Action required");

  private final int code;
  private final String text;

  CommandError(int code, String text) {
    this.code = code;
    this.text = text;
  }

  int code() {
    return code;
  }

  String text() {
    return text;
  }

  /** Ends the handling of a command. */
  Failure failure() {
    return new Failure(this);
  }

  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final CommandError error;

    private Failure(CommandError error) {
      super(error.text, null, false, false);
      this.error = error;
    }

    CommandError error() {
      return error;
    }
  }
}
