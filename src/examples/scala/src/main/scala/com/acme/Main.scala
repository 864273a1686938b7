package com.acme

import com.typesafe.scalalogging.LazyLogging

object Main:
  def main(args: Array[String]): Unit =
    Example.run(
      () => Payments().run("12345", 24.6),
      "Payment 12345 {amount=24.6, currency=USD}",
      "Payment 12345 {amount=10.5, currency=EUR}",
      "Order 12345 {items=[tea, cup]}"
    )

class Payments extends LazyLogging:
  def run(customer: String, amount: Double): Unit =
    logger.info(s"Processed payment $amount ${"USD"} for $customer")
    logger.info("Processed payment {} {} for {}", 10.5, "EUR", customer)
    logger.info("Ordered {} for {}", List("tea", "cup"), customer)
