package io.bridgehead.client;

import java.util.List;
import java.util.Optional;

import io.bridgehead.soap.ConferenceSummary;
import io.bridgehead.soap.ReportedDialIn;
import io.bridgehead.soap.TalkReport;

/** What an arrived MESSAGE turned out to be. */
sealed interface Reading {

    /** A change that nobody asked for. */
    record Status(StatusUpdate update) implements Reading {
    }

    /** Who begins or ceases to speak. */
    record Talking(TalkReport report) implements Reading {
    }

    /**
     * The answer to a command.
     *
     * @param relatesTo the command's MessageID
     * @param replay whether the command had been answered before
     * @param words the answer's own words
     * @param conference the conference as it is after the command
     * @param dialIn how people call it, if they can
     */
    record Answer(String relatesTo, boolean replay, String words,
            StatusUpdate.Snapshot conference, Optional<ReportedDialIn> dialIn) implements Reading {
    }

    /** The conferences one may see, as an answer to a question. */
    record Listed(String relatesTo, List<ConferenceSummary> conferences) implements Reading {
    }

    /**
     * The refusal of a command.
     *
     * @param relatesTo the command's MessageID; empty if the fault names none
     * @param code a word for programs
     * @param whatToDo a sentence; may be empty
     */
    record Fault(String relatesTo, String code, String sentence, String whatToDo) implements Reading {
    }

    /** Plain chat. */
    record Text(String from, String words) implements Reading {
    }

    /** Something that is not for this client; the reason is for people. */
    record Unreadable(String from, String reason) implements Reading {
    }
}
