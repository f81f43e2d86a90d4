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
package io.chatrelay.testing.client;

import io.chatrelay.testing.process.Server;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** Just enough of a STOMP broker to do wrong on purpose; a connection may have one subscription. */
public final class FaultyServer implements Server {

    private final ServerSocket socket;

    private final Function<String, List<String>> fault;

    private final int skew;

    private final Map<OutputStream, String> subscribers = new LinkedHashMap<>();

    private final Map<String, FaultyLog> logs = new HashMap<>();

    /** Delivers for each body what the function makes of it, or ends the connection when it throws. */
    public FaultyServer(Function<String, List<String>> fault) throws IOException {
        this(fault, 0);
    }

    /** And goes on so many messages too late when it is asked for what comes after a message-id. */
    public FaultyServer(Function<String, List<String>> fault, int skew) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.fault = fault;
        this.skew = skew;
        start(this::accept);
    }

    private void accept() {
        while (!this.socket.isClosed()) {
            try {
                Socket connection = this.socket.accept();
                start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) in.readUnsignedByte());
            }
            out.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String frame = readFrame(in);
            while (!frame.startsWith("DISCONNECT")) {
                answer(frame, out);
                frame = readFrame(in);
            }
            leave(out);
        } catch (IOException | UncheckedIOException gone) {
            // The client has gone, or the fault is to end the connection.
        }
    }

    private static String readFrame(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length;
        in.readInt();
        return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    }

    private synchronized void answer(String frame, OutputStream out) throws IOException {
        if (frame.startsWith("CONNECT")) {
            write(out, "CONNECTED\nversion:1.2\n\n\0");
        } else if (frame.startsWith("SUBSCRIBE")) {
            subscribe(frame, out);
        } else if (frame.startsWith("SEND")) {
            String destination = header("destination", frame);
            for (String body : this.fault.apply(frame.split("\n\n")[1])) {
                log(destination).add(body);
                deliver(destination, message(body, ""));
            }
            acknowledge(frame, "", out);
        }
    }

    private void subscribe(String frame, OutputStream out) throws IOException {
        String destination = header("destination", frame);
        FaultyLog log = log(destination);
        int place = log.place(frame.contains("\nfrom:") ? header("from", frame) : "now");
        acknowledge(frame, "position:" + FaultyLog.position(place) + "\nrecovered:true\n", out);
        for (String body : log.from(place)) {
            write(out, message(body, "replayed:true\n"));
        }
        this.subscribers.put(out, destination);
    }

    private void deliver(String destination, String message) {
        this.subscribers.entrySet().removeIf(subscriber -> {
            try {
                if (subscriber.getValue().equals(destination)) {
                    write(subscriber.getKey(), message);
                }
                return false;
            } catch (IOException gone) {
                return true;
            }
        });
    }

    private FaultyLog log(String destination) {
        return this.logs.computeIfAbsent(destination, any -> new FaultyLog(this.skew));
    }

    private static String message(String body, String headers) {
        return "MESSAGE\nsubscription:sub-0\nmessage-id:" + FaultyLog.id(body) + "\n" + headers + "\n" + body;
    }

    private static void acknowledge(String frame, String headers, OutputStream out) throws IOException {
        if (frame.contains("\nreceipt:")) {
            write(out, "RECEIPT\nreceipt-id:" + header("receipt", frame) + "\n" + headers + "\n\0");
        }
    }

    private static String header(String name, String frame) {
        return frame.split("\n" + name + ":")[1].split("\n")[0];
    }

    private synchronized void leave(OutputStream out) {
        this.subscribers.remove(out);
    }

    private static void write(OutputStream out, String payload) throws IOException {
        byte[] bytes = payload.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[bytes.length + 4];
        frame[0] = (byte) 0x81;
        frame[1] = 126;
        frame[2] = (byte) (bytes.length >> 8);
        frame[3] = (byte) bytes.length;
        System.arraycopy(bytes, 0, frame, 4, bytes.length);
        out.write(frame);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "faulty-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public URI address() {
        return URI.create("ws://127.0.0.1:" + this.socket.getLocalPort() + "/");
    }

    @Override
    public List<Long> processes() {
        return List.of();
    }

    @Override
    public OptionalLong liveHeapBytes() {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        try {
            this.socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
