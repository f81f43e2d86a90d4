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
package io.chatrelay.core.message;

import io.chatrelay.core.presence.ParticipantName;
import io.chatrelay.core.room.RoomName;
import java.time.Instant;

/**
 * What somebody said in a room.
 *
 * @param draftId what the author's client called the message before it was sent
 * @param room where it was said
 * @param author who said it
 * @param text what was said
 * @param sentAt when the server took it, by the server's clock; the log has its own time beside it
 * @since 0.1
 */
public record ChatMessage(DraftId draftId, RoomName room, ParticipantName author, MessageText text, Instant sentAt) {}
