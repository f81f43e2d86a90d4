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
package io.chatrelay.websocket.internal.lane;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.Semaphore;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.WsRemoteEndpointBase;
import org.apache.tomcat.websocket.WsRemoteEndpointImplBase;
import org.apache.tomcat.websocket.WsSession;
import org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of Tomcat's WebSocket endpoint that writing to its socket takes, which Tomcat does not publish. Where a version
 * of Tomcat has other parts, there is none of these and sessions are written the public way.
 */
final class TomcatEndpoint {
    private static final Logger logger = LoggerFactory.getLogger(TomcatEndpoint.class);
    private static final @Nullable Parts PARTS = Parts.find();

    private final WsRemoteEndpointImplBase endpoint;
    private final Semaphore messageInProgress;
    private final SocketWrapperBase<?> socket;

    private TomcatEndpoint(
            WsRemoteEndpointImplBase endpoint, Semaphore messageInProgress, SocketWrapperBase<?> socket) {
        this.endpoint = endpoint;
        this.messageInProgress = messageInProgress;
        this.socket = socket;
    }

    /** Returns whether this version of Tomcat has the parts. */
    static boolean isKnown() {
        return PARTS != null;
    }

    /** Returns the endpoint of a session, or null if it cannot be had or its socket cannot be written without waiting. */
    static @Nullable TomcatEndpoint of(WsSession session) {
        if (PARTS == null || !(session.getBasicRemote() instanceof WsRemoteEndpointBase remote)) {
            return null;
        }
        try {
            Object base = PARTS.base.invoke(remote);
            if (!(base instanceof WsRemoteEndpointImplServer endpoint)) {
                return null;
            }
            SocketWrapperBase<?> socket = (SocketWrapperBase<?>) PARTS.socketWrapper.invoke(endpoint);
            Semaphore semaphore = (Semaphore) PARTS.messagePartInProgress.invoke((WsRemoteEndpointImplBase) endpoint);
            return socket.hasAsyncIO() ? new TomcatEndpoint(endpoint, semaphore, socket) : null;
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** Held while a message is written, by whoever writes it. */
    Semaphore messageInProgress() {
        return messageInProgress;
    }

    SocketWrapperBase<?> socket() {
        return socket;
    }

    /** Releases the semaphore, unless a message of the container waits, which is then written. */
    void endMessage() {
        Parts parts = PARTS;
        if (parts == null) {
            throw new IllegalStateException("there is no endpoint without its parts");
        }
        try {
            parts.endMessage.invokeExact(endpoint, (SendHandler) null, (SendResult) null);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    private static RuntimeException unexpected(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    private record Parts(
            MethodHandle base,
            MethodHandle messagePartInProgress,
            MethodHandle socketWrapper,
            MethodHandle endMessage) {

        static @Nullable Parts find() {
            try {
                Lookup lookup = MethodHandles.lookup();
                Lookup remote = MethodHandles.privateLookupIn(WsRemoteEndpointBase.class, lookup);
                Lookup base = MethodHandles.privateLookupIn(WsRemoteEndpointImplBase.class, lookup);
                Lookup server = MethodHandles.privateLookupIn(WsRemoteEndpointImplServer.class, lookup);
                return new Parts(
                        remote.findGetter(WsRemoteEndpointBase.class, "base", WsRemoteEndpointImplBase.class),
                        base.findGetter(WsRemoteEndpointImplBase.class, "messagePartInProgress", Semaphore.class),
                        server.findGetter(WsRemoteEndpointImplServer.class, "socketWrapper", SocketWrapperBase.class),
                        base.findVirtual(
                                WsRemoteEndpointImplBase.class,
                                "endMessage",
                                MethodType.methodType(void.class, SendHandler.class, SendResult.class)));
            } catch (ReflectiveOperationException | LinkageError unknown) {
                logger.atInfo()
                        .addKeyValue("cause", unknown.toString())
                        .log("This version of Tomcat is not known, its sessions are written one message at a time");
                return null;
            }
        }
    }
}
