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
package io.chatrelay.bridge.delivery;

/**
 * What a node's broker has done since its start.
 *
 * @param recordsRead how many records the reader of the tail has had from Kafka: none of partitions that nobody here has
 *     subscribed to, unless they linger
 * @param segmentsRead how many times a stretch of the log was read again for subscriptions that were behind; all that stand
 *     in a stretch share it
 * @param replaysDone how many times a subscription that was behind has become live, or come to its end
 * @since 0.1
 */
public record BrokerStatistics(long recordsRead, long segmentsRead, long replaysDone) {}
