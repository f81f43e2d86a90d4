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
 * The servers of a run. A {@link io.chatrelay.proof.cluster.Cluster} is three processes: a {@code KafkaServer} and two nodes,
 * which are a {@code ProofApplication} each. A {@code ServerLane} starts one of them and does to it what is to be done.
 * {@link io.chatrelay.proof.cluster.Injection} is what the {@code FaultyEndpoints} of a node do wrong on purpose.
 */
@NullMarked
package io.chatrelay.proof.cluster;

import org.jspecify.annotations.NullMarked;
