import Testing

@testable import Web

@Suite struct ClientPlaceTests {
  @Test(arguments: [
    ("203.0.113.7", "203.0.113.7"), ("local", "local"), ("", ""), ("::ffff:203.0.113.7", "203.0.113.7"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("2001:db8:1:2::", "2001:db8:1:2::"), ("::1", "0:0:0:0::"),
    ("fe80::1%eth0", "fe80:0:0:0::"), ("no:address", "no:address"),
  ])
  func aNetworkOfIPv6IsOnePlace(_ address: String, _ place: String) {
    #expect(ClientPlace.of(address) == place)
  }
}
