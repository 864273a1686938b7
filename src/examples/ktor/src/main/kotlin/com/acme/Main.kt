package com.acme

import io.github.oshai.kotlinlogging.KotlinLogging
import io.ktor.server.application.install
import io.ktor.server.application.log
import io.ktor.server.engine.embeddedServer
import io.ktor.server.netty.Netty
import io.ktor.server.plugins.calllogging.CallLogging
import io.ktor.server.request.path
import io.ktor.server.response.respondText
import io.ktor.server.routing.post
import io.ktor.server.routing.routing
import kotlinx.coroutines.runBlocking

fun main() {
    Example.run(
        { Service.run() },
        "Payment 12345 {amount=24.6, currency=USD, tenant=shop}",
        "Payment 12345 {amount=10.5, currency=EUR, tenant=shop}",
        "Refund 12345 {amount=3.25, tenant=shop}",
        "Request 12345 {status=200, tenant=shop}",
    )
}

private object Service {
    private val logger = KotlinLogging.logger {}

    fun run() {
        val server = embeddedServer(Netty, port = 0, host = "127.0.0.1") {
            install(CallLogging) {
                mdc("tenant") { "shop" }
                disableDefaultColors()
            }
            routing {
                post("/payments/{customer}") {
                    val customer = call.parameters["customer"]
                    val amount = 3.25
                    call.application.log.info("Processed payment {} {} for {}", 24.6, "USD", customer)
                    logger.atInfo {
                        message = "Processed payment {} {} for {}"
                        arguments = arrayOf(10.5, "EUR", customer)
                    }
                    logger.info { "Refunded $amount to $customer" }
                    call.respondText("paid")
                }
            }
        }
        server.start()
        val port = runBlocking { server.engine.resolvedConnectors().first().port }
        Example.pay(port)
        server.stop(0, 20_000)
    }
}
