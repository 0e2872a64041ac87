/** A delivery did not get through; the message tells the owner of the webhook why. */
export class DeliveryFailure extends Error {
  override name = 'DeliveryFailure';
}
