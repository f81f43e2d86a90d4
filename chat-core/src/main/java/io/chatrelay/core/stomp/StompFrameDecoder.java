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
package io.chatrelay.core.stomp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the frames in a stream of bytes that may be cut anywhere. One decoder serves one connection and is used by one
 * thread at a time. It keeps no more of an incomplete frame than came in, and no more than the limit.
 *
 * <p>Lines may end in LF or CRLF whatever the version, as clients of all versions do. Header values are never trimmed.
 * Headers are unescaped as {@link #setVersion} says; those of the frames that settle the version never are.
 *
 * <pre>
 *  BETWEEN_FRAMES ── any byte but a line end ──► COMMAND ── line ──► HEADERS ── blank line ──► COUNTED_BODY or BODY
 *        ▲                                                                                            │
 *        └──────────────────────────────────────── NUL ───────────────────────────────────────────────┘
 * </pre>
 */
public final class StompFrameDecoder {
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final byte[] NONE = new byte[0];
    private static final byte NUL = 0;

    private enum Place {
        BETWEEN_FRAMES,
        COMMAND,
        HEADERS,
        COUNTED_BODY,
        BODY
    }

    private final int frameSizeLimit;
    private final ByteAccumulator pending = new ByteAccumulator();
    private final HeaderBlock headers = new HeaderBlock();

    private StompVersion version = StompVersion.V1_0;
    private Place place = Place.BETWEEN_FRAMES;
    private boolean carriageReturn;
    private FrameCommand command = FrameCommand.CONNECT;
    private long frameSize;
    private int bodyLength;
    private @Nullable StompProtocolException failure;

    private byte[] input = NONE;
    private int next;
    private int end;

    /**
     * @param frameSizeLimit most bytes a frame may have, from its command to its NUL
     * @throws IllegalArgumentException if the limit is not positive
     */
    public StompFrameDecoder(int frameSizeLimit) {
        if (frameSizeLimit <= 0) {
            throw new IllegalArgumentException("frameSizeLimit: " + frameSizeLimit + " (expected: > 0)");
        }
        this.frameSizeLimit = frameSizeLimit;
    }

    /** Sets the version that the frames after the current one are written in; 1.0 until then. */
    public void setVersion(StompVersion version) {
        this.version = version;
    }

    /**
     * Consumes all of the given bytes and hands over what they complete. The listener may call {@link #setVersion}.
     *
     * @throws StompProtocolException if the bytes break a rule; frames before them were handed over. The place of the
     *     next frame is unknown from then on: every further call throws the same exception
     */
    public void decode(ByteBuffer bytes, StompFrameListener listener) {
        if (failure != null) {
            throw failure;
        }
        boolean onlyLineEnds = place == Place.BETWEEN_FRAMES && bytes.hasRemaining();
        open(bytes);
        try {
            while (next < end) {
                StompFrame frame = step();
                if (frame != null) {
                    onlyLineEnds = false;
                    listener.onFrame(frame);
                }
            }
        } finally {
            input = NONE;
        }
        if (onlyLineEnds && place == Place.BETWEEN_FRAMES) {
            listener.onHeartBeat();
        }
    }

    /** Returns how many bytes are held for a frame that is not complete. */
    int heldBytes() {
        return pending.capacity();
    }

    private void open(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            input = bytes.array();
            next = bytes.arrayOffset() + bytes.position();
            end = next + bytes.remaining();
            bytes.position(bytes.limit());
        } else {
            input = new byte[bytes.remaining()];
            bytes.get(input);
            next = 0;
            end = input.length;
        }
    }

    private @Nullable StompFrame step() {
        switch (place) {
            case BETWEEN_FRAMES -> skipLineEnd();
            case COMMAND, HEADERS -> readLine();
            case COUNTED_BODY -> {
                return readCountedBody();
            }
            case BODY -> {
                return readBody();
            }
        }
        return null;
    }

    private void skipLineEnd() {
        byte octet = input[next];
        if (octet == '\n') {
            carriageReturn = false;
            next++;
        } else if (carriageReturn) {
            throw fail("A carriage return must be followed by a line feed");
        } else if (octet == '\r') {
            carriageReturn = true;
            next++;
        } else {
            place = Place.COMMAND;
            frameSize = 0;
        }
    }

    private void readLine() {
        int lineEnd = next;
        while (lineEnd < end && input[lineEnd] != '\n' && input[lineEnd] != NUL) {
            lineEnd++;
        }
        boolean complete = lineEnd < end;
        grow(lineEnd - next + (complete ? 1 : 0));
        if (complete && input[lineEnd] == NUL) {
            throw fail("A frame must have a blank line after its headers, before the NUL that ends it");
        }
        if (!complete) {
            pending.add(input, next, end, frameSizeLimit);
            next = end;
            if (place == Place.COMMAND && pending.size() > FrameCommand.MAX_LENGTH + 1) {
                throw unknownCommand(pending.bytes(), 0, pending.size());
            }
        } else if (pending.isEmpty()) {
            int lineStart = next;
            next = lineEnd + 1;
            endLine(input, lineStart, lineEnd);
        } else {
            pending.add(input, next, lineEnd, frameSizeLimit);
            next = lineEnd + 1;
            byte[] line = pending.bytes();
            int length = pending.size();
            pending.release();
            endLine(line, 0, length);
        }
    }

    private void endLine(byte[] line, int from, int lineEnd) {
        int to = lineEnd > from && line[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        if (place == Place.COMMAND) {
            FrameCommand known = FrameCommand.of(line, from, to);
            if (known == null) {
                throw unknownCommand(line, from, to);
            }
            command = known;
            place = Place.HEADERS;
        } else if (to > from) {
            String broken = headers.add(line, from, to, headerVersion());
            if (broken != null) {
                throw fail(broken);
            }
        } else {
            endHeaders();
        }
    }

    private StompVersion headerVersion() {
        return command.isEscaped() ? version : StompVersion.V1_0;
    }

    private void endHeaders() {
        String contentLength = headers.first("content-length");
        if (contentLength == null) {
            place = Place.BODY;
            return;
        }
        // examples of the 1.0 specification pad header values
        bodyLength = DecimalNumber.parse(version == StompVersion.V1_0 ? contentLength.strip() : contentLength);
        if (bodyLength < 0) {
            throw fail("content-length must be the number of bytes of the body, in decimal digits");
        }
        if (bodyLength > 0 && !command.isBodyAllowed()) {
            throw fail(bodyNotAllowed());
        }
        place = Place.COUNTED_BODY;
        grow(bodyLength + 1L);
    }

    private @Nullable StompFrame readCountedBody() {
        int missing = bodyLength - pending.size();
        if (end - next <= missing) {
            pending.add(input, next, end, bodyLength);
            next = end;
            return null;
        }
        int bodyEnd = next + missing;
        if (input[bodyEnd] != NUL) {
            throw fail("content-length must match the body, there must be a NUL after " + bodyLength + " bytes");
        }
        return endFrame(bodyEnd);
    }

    private @Nullable StompFrame readBody() {
        int bodyEnd = next;
        while (bodyEnd < end && input[bodyEnd] != NUL) {
            bodyEnd++;
        }
        boolean complete = bodyEnd < end;
        grow(bodyEnd - next + (complete ? 1 : 0));
        if (bodyEnd > next && !command.isBodyAllowed()) {
            throw fail(bodyNotAllowed());
        }
        if (complete) {
            return endFrame(bodyEnd);
        }
        pending.add(input, next, end, frameSizeLimit);
        next = end;
        return null;
    }

    private StompFrame endFrame(int bodyEnd) {
        byte[] body;
        if (pending.isEmpty()) {
            body = bodyEnd == next ? NONE : Arrays.copyOfRange(input, next, bodyEnd);
        } else {
            pending.add(input, next, bodyEnd, frameSizeLimit);
            body = pending.take();
        }
        next = bodyEnd + 1;
        place = Place.BETWEEN_FRAMES;
        return new StompFrame(command, headers.take(), body);
    }

    private void grow(long bytes) {
        frameSize += bytes;
        if (frameSize > frameSizeLimit) {
            throw fail("A frame must not have more than " + frameSizeLimit + " bytes");
        }
        if (place == Place.HEADERS && frameSize > MAX_HEADER_BYTES) {
            throw fail("The headers of a frame must not have more than " + MAX_HEADER_BYTES + " bytes");
        }
    }

    private String bodyNotAllowed() {
        return "A " + command + " frame must not have a body";
    }

    private StompProtocolException unknownCommand(byte[] line, int from, int to) {
        return fail("Unknown command " + ReceiptSearch.printable(line, from, to)
                + ", expected a command of STOMP 1.0 to 1.2");
    }

    private StompProtocolException fail(String rule) {
        String receipt = headers.first("receipt");
        if (receipt == null && (place == Place.COMMAND || place == Place.HEADERS)) {
            receipt = ReceiptSearch.find(input, next, end, headerVersion());
        }
        pending.release();
        failure = new StompProtocolException(rule, receipt);
        return failure;
    }
}
