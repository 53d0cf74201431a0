package io.bridgehead.messagelog.ladder;

/** The processes of Figures 4 to 9 that a client's command starts, with the number their operations count from. */
enum Figure {

    CREATE("createConference", 400),
    ADD("addParticipant", 500),
    REMOVE("removeParticipant", 600),
    END("endConference", 900);

    private final String operation;
    private final int base;

    Figure(String operation, int base) {
        this.operation = operation;
        this.base = base;
    }

    /** The number of this process's operation, such as 402 for the second of Figure 4. */
    String op(int number) {
        return Integer.toString(base + number);
    }

    String operation() {
        return operation;
    }

    /** The process whose command, answer or fault this operation is; null if it is none. */
    static Figure of(String operation) {
        String command = operation == null ? "" : operation.replaceFirst("(Response|Fault)$", "");
        for (Figure figure : values()) {
            if (figure.operation.equals(command)) {
                return figure;
            }
        }
        return null;
    }

    /** Whether an operation answers another one: its response, its fault, or SOAP's own Fault. */
    static boolean isAnswer(String operation) {
        return operation != null && (operation.endsWith("Response") || operation.endsWith("Fault"));
    }
}
