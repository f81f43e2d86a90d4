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
/**
 * The clients of a run. A {@code Publisher} and a {@code Subscriber} are a {@code Client} each, which keeps one connection to
 * any of the nodes. The {@link io.chatrelay.proof.client.Population} is all of them, and what is done to them;
 * {@link io.chatrelay.proof.client.Ending} brings them to rest. They write down what they see in
 * {@code io.chatrelay.proof.account}, and judge nothing.
 */
@NullMarked
package io.chatrelay.proof.client;

import org.jspecify.annotations.NullMarked;
