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
package io.chatrelay.testing.process;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What happens when somebody ends a program with Ctrl+C or {@code kill}: the processes that the program has started end, one
 * line says so, and the exit status is {@value #STATUS}. A program that ends by itself says {@link #finished()} before.
 */
public final class Interruption {
    /** The exit status of a program that was interrupted. */
    public static final int STATUS = 130;

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final PrintStream out;
    private final String message;
    private volatile boolean finished;
    private volatile boolean happened;

    private Interruption(PrintStream out, String message) {
        this.out = out;
        this.message = message;
    }

    /** From now on an interruption is handled; the message is for the person who did it. */
    public static Interruption handle(PrintStream out, String message) {
        Interruption interruption = new Interruption(out, message);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::shutDown, "interruption"));
        return interruption;
    }

    /** The program ends by itself. */
    public void finished() {
        finished = true;
    }

    /** Whether failures are those of servers that have been ended, so that nobody wants to read of them. */
    public boolean hasHappened() {
        return happened;
    }

    private void shutDown() {
        if (finished) {
            return;
        }
        happened = true;
        // Twice, because the main thread may have started one more when the first of them ended.
        endChildren();
        endChildren();
        out.println(message);
        Runtime.getRuntime().halt(STATUS);
    }

    private static void endChildren() {
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle child : children) {
            try {
                child.onExit().get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException notEnded) {
                // The process ends by itself when nobody holds its standard input open any more.
            }
        }
    }
}
