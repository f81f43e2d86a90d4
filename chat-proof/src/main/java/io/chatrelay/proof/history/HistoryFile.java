/*
 * Copyright 2026 the Chat Relay authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.chatrelay.proof.history;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes histories as text, compressed, a line for each thing that happened: what a person needs to look into a failure. */
public final class HistoryFile {

    private static final String LEGEND = """
            # destination <name>
            # sent <publisher> <sequence> <session> <ms of SEND> <ms of RECEIPT, or -1> <position of RECEIPT>
            # seen <message> <message-id> <publisher> <sequence>
            # subscriber <name> <from> <ms of first RECEIPT>, and indented what it got: <message> <ms>
            """;

    private HistoryFile() {}

    /** Writes all of them into one file. */
    public static void write(Path file, List<DestinationHistory> histories) throws IOException {
        try (PrintWriter out =
                new PrintWriter(new GZIPOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
            out.print(LEGEND);
            for (DestinationHistory history : histories) {
                out.println("destination " + history.destination());
                history.publishers().entrySet().forEach(publisher -> write(out, publisher));
                write(out, history.messages());
                history.subscribers().forEach(subscriber -> write(out, subscriber));
            }
            if (out.checkError()) {
                throw new IOException("Cannot write " + file);
            }
        }
    }

    private static void write(PrintWriter out, Map.Entry<Integer, PublisherHistory> publisher) {
        PublisherHistory history = publisher.getValue();
        for (int sequence = 0; sequence < history.size(); sequence++) {
            out.println("sent " + publisher.getKey() + " " + sequence + " " + history.session(sequence) + " "
                    + history.sentMillis(sequence) + " " + history.acknowledgedMillis(sequence) + " "
                    + history.position(sequence));
        }
    }

    private static void write(PrintWriter out, MessageTable messages) {
        for (int message = 0; message < messages.size(); message++) {
            out.println("seen " + message + " " + messages.id(message) + " " + messages.publisher(message) + " "
                    + messages.sequence(message));
        }
    }

    private static void write(PrintWriter out, SubscriberHistory subscriber) {
        out.println(
                "subscriber " + subscriber.name() + " " + subscriber.start().from() + " " + subscriber.liveMillis());
        List<SubscriberHistory.Note> notes = subscriber.notes();
        int noted = 0;
        for (int arrival = 0; arrival <= subscriber.size(); arrival++) {
            while (noted < notes.size() && notes.get(noted).arrivals() == arrival) {
                SubscriberHistory.Note note = notes.get(noted++);
                out.println("  # " + note.millis() + " " + note.text());
            }
            if (arrival < subscriber.size()) {
                out.println("  " + subscriber.message(arrival) + " " + subscriber.arrivedMillis(arrival));
            }
        }
    }
}
