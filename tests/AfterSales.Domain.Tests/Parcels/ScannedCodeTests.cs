using AfterSales.Domain.Parcels;

namespace AfterSales.Domain.Tests.Parcels;

public sealed class ScannedCodeTests
{
    [Theory]
    [InlineData("SF1399002211", "SF1399002211")]
    [InlineData("  sf1399002211\r\n", "SF1399002211")]
    [InlineData("ＹＴ７７８８１２００９９", "YT7788120099")]
    [InlineData("SF 1399 0022 11", "SF1399002211")]
    [InlineData("JD0012345678-1-1-", "JD0012345678-1-1-")]
    [InlineData("No:YT7788120099", "YT7788120099")]
    [InlineData("No. 753099120888", "753099120888")]
    [InlineData("NO： 753099120888", "753099120888")]
    [InlineData("运单号：YT7788120099", "YT7788120099")]
    [InlineData("Waybill No.: yt7788120099", "YT7788120099")]
    [InlineData("NO1234567890", "NO1234567890")]
    [InlineData("]C1YT7788120099", "YT7788120099")]
    [InlineData("]C0YT7788120099", "YT7788120099")]
    [InlineData("]C100340123450000000018", "340123450000000018")]
    [InlineData("]C1401YT7788120099", "YT7788120099")]
    [InlineData("(00)340123450000000018", "340123450000000018")]
    [InlineData("(401) yt7788120099\u001D", "YT7788120099")]
    [InlineData("00340123450000000018", "00340123450000000018")]
    [InlineData("https://q.example.com/w?mailNo=YT7788120099&t=3", "YT7788120099")]
    [InlineData("as-261126-0003", "AS-261126-0003")]
    [InlineData("3301026110000777071", "3301026110000777071")]
    [InlineData("无单号1", "无单号1")]
    public void Parse_WhatScannersSend_IsTheNumber(string scanned, string number) => ScannedCode.Parse(scanned).ShouldBe(number);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("abc")]
    [InlineData("]C1")]
    [InlineData("No:")]
    [InlineData("what is this?")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Parse_WhereThereIsNoNumber_IsNull(string? scanned) => ScannedCode.Parse(scanned).ShouldBeNull();

    [Theory]
    [InlineData("]C1(00)No:YT7788120099")]
    [InlineData("sf1399002211")]
    [InlineData("No:No:753099120888")]
    public void Parse_OfItsOwnAnswer_IsTheSame(string scanned)
    {
        var once = ScannedCode.Parse(scanned);
        if (once is not null) ScannedCode.Parse(once).ShouldBe(once);
    }
}
