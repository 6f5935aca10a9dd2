// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/verifiers.ts. Do not edit.
pragma solidity ^0.8.28;

/// @notice Semaphore's verification keys as {Groth16} takes them; inputs nullifier, message, root, scope.
library SemaphoreKeys {
    error SemaphoreKeys_DepthNotServed(uint256 depth);

    /// @param depth 10, 13, 16 or 20.
    function atDepth(uint256 depth) internal pure returns (bytes memory) {
        if (depth == 10) {
            return
                hex"245229d9b076b3c0e8a4d70bde8c1cccffa08a9fae7557b165b3b0dbd653e2c7"
                hex"0b2586195855e7db7166fa57874de4a91d815f46a1a95f5ff0a6feef8e64da45"
                hex"07090a82e8fabbd39299be24705b92cf208ee8b3487f6f2b39ff27978a29a1db"
                hex"2424bcc1f60a5472685fd50705b2809626e170120acaf441e133a2bd5e61d244"
                hex"0ae1135cffdaf227c5dc266740607aa930bc3bd92ddc2b135086d9da2dfd3e2a"
                hex"2b86859fd3d55c9d150fb3f0aeba798826493dd73d357ab0f9fdaced9fc81829"
                hex"300192ff2b9358b371328362eab85f10b3b256562986b0222f90fde6285b2031"
                hex"2b9b6d2f72c215474b76c58be1bc8113aed21efc4bfeb76d432fadd1a143ae55"
                hex"1567bbf9a61363adf75050e1664c910bc0841b860021f722dd6d6ce85b23403f"
                hex"08bfd5e4e9f6c7791474d7e64b2026629874764d6ab361f2240f64c1b37eadec"
                hex"26e306f7f4400a8b466a46f73b1bb30628e8f53ae183179a89ea09bcab1abe8c"
                hex"1903a292e81db108e9af23cd1c7249087803195ef86af9d7aef43f671bbe28d5"
                hex"1fb6977c76473f7a1d148b69a5526768ac7032ce91f0e138973b3e4d30745fdf"
                hex"22846c8fc4704252020b4a141726ef713f5eda605ded818ee69d101490d5a8b6"
                hex"079b1bc515838f1ad835d87623adef3b1673ca9735ab72d8fc938e206a524e58"
                hex"20d47a675b313cd4b857527f3e6ddd2b5646e5fd9f206aad5bcfaae6cb0958e6"
                hex"05c92b5167e06202018a4b1c482dde448604793a2b6d734c3a59f599b457794f"
                hex"109890a7f2fcb50131c7e510faf117da23344b6e50403670b103e8b1b0fea27f"
                hex"064e79c61f6d53a00688e7f217a0c8579ba3daf9d4df5dec16f013a124413f15"
                hex"2383c6f75c1a392e6e1375277f1130c2274d8668773addb783207cf58cf4c0b6";
        }
        if (depth == 13) {
            return
                hex"245229d9b076b3c0e8a4d70bde8c1cccffa08a9fae7557b165b3b0dbd653e2c7"
                hex"0b2586195855e7db7166fa57874de4a91d815f46a1a95f5ff0a6feef8e64da45"
                hex"07090a82e8fabbd39299be24705b92cf208ee8b3487f6f2b39ff27978a29a1db"
                hex"2424bcc1f60a5472685fd50705b2809626e170120acaf441e133a2bd5e61d244"
                hex"0ae1135cffdaf227c5dc266740607aa930bc3bd92ddc2b135086d9da2dfd3e2a"
                hex"2b86859fd3d55c9d150fb3f0aeba798826493dd73d357ab0f9fdaced9fc81829"
                hex"15608ad6b67162915e05d6af1ba4b32eb4693f775ffc0a66485c3e5617dd37e0"
                hex"1bd2e26efa4fb0a842e03142af573fa9c16623542451b3e4e0af1970cd7e2b0a"
                hex"0522d1c5bd00dd2833b6a4b1f88278bf43e79c246f39b1469fa0602974f6258e"
                hex"0d5718355584c2922b4765fa3c8f94a1c3ceae733dc604c9c682d39748f39e9c"
                hex"2f83002ed31eaca2531766a09552eb1667a9419192ca335b08d93693e5584abc"
                hex"0feccdb53345bdae7349c42b119570c762f1f5497eaf898e4ba2d378d9d8d20d"
                hex"1a02607dc91fd27ebb066b51f8dca8d64dec062d3f8ea6a3e2859d139c17e9f2"
                hex"25bce5f60cf5c72fe58b511983c067ecab88071786feb4f6cf83e1b5ac35878e"
                hex"199ea7d2467ea66b53853f7ba20a91bb44a4a5f621404375051cbac31997a366"
                hex"1641e4ce35beb44e3d00fd9b7a3bd47e118fcb21c62281b148dfe4097c147e11"
                hex"18d01d38cb6ac78d93961c1ecbfaadd4b0cf999b972ce4900cee9faacdf8298a"
                hex"1f31cefa55f5f930d149b63b7a33e385a688aa8a4ff3ff8d88e501dd7466b475"
                hex"227cf6075dbc7987ebce58711ed50e2b6a94c1478db414a834345cb2b5c21cb5"
                hex"252bdf93e4bc24d639e1ebd80550001fa9aa1e7d6abcba326c2b2feade8fd8d9";
        }
        if (depth == 16) {
            return
                hex"245229d9b076b3c0e8a4d70bde8c1cccffa08a9fae7557b165b3b0dbd653e2c7"
                hex"0b2586195855e7db7166fa57874de4a91d815f46a1a95f5ff0a6feef8e64da45"
                hex"07090a82e8fabbd39299be24705b92cf208ee8b3487f6f2b39ff27978a29a1db"
                hex"2424bcc1f60a5472685fd50705b2809626e170120acaf441e133a2bd5e61d244"
                hex"0ae1135cffdaf227c5dc266740607aa930bc3bd92ddc2b135086d9da2dfd3e2a"
                hex"2b86859fd3d55c9d150fb3f0aeba798826493dd73d357ab0f9fdaced9fc81829"
                hex"10b06f989dfd1d445b6c4bbc386c1915d9c6775df42fd040826a8a95deb11561"
                hex"234bc8dba2ee31ad5b1dddb6946dbf1f2d9a2f7d71bbb45d94d7f9ff47afe936"
                hex"2cb1c961109a87ece99f20a8b173840d7ff7b835b329faa6cd33825816f5e0ee"
                hex"035d7b8e346e90c8d30429c9ed3e9fb3276dee59b0d8f7afae619d71c3856ccc"
                hex"08037905d11e86a5a9d3b03cbe3094e9468d3fb3c1a20738c08877269a69147e"
                hex"1f79d21604dcfb2ca75a44e38aa87cf8f3f56f639c8501d336f2e72a87486695"
                hex"142ad77d8e80c9a778bc04e8a62e550908c55974693603d8670bf9205553bf7f"
                hex"22f3a31aa3f9f3c040048df27710a8e485049abfabb71b51cbbd87126e83cf24"
                hex"03459743b0ca82a0801415ea160bad9d326888db19ea8b86bbcfacb48ac3c412"
                hex"0491b8939d07f0074c444ee02f79917f5ded067d7e0529b0437b71fe6355170e"
                hex"20898e9f4eab7b0f918e10b9fc35a024f4d0578c0e46463cbf360606fa47ade4"
                hex"09b99372d699342f4c7e3c807a133ee3be1c92422cf2f0e5492136e815061041"
                hex"2bcf73774c5976acfbc99b1116384b11930bca6187dac5e662bb9250487f0845"
                hex"244615cb6c1b8f74aad86d9f900ceff74ee731a9dffebc26096a1e6a772680f7";
        }
        if (depth == 20) {
            return
                hex"245229d9b076b3c0e8a4d70bde8c1cccffa08a9fae7557b165b3b0dbd653e2c7"
                hex"0b2586195855e7db7166fa57874de4a91d815f46a1a95f5ff0a6feef8e64da45"
                hex"07090a82e8fabbd39299be24705b92cf208ee8b3487f6f2b39ff27978a29a1db"
                hex"2424bcc1f60a5472685fd50705b2809626e170120acaf441e133a2bd5e61d244"
                hex"0ae1135cffdaf227c5dc266740607aa930bc3bd92ddc2b135086d9da2dfd3e2a"
                hex"2b86859fd3d55c9d150fb3f0aeba798826493dd73d357ab0f9fdaced9fc81829"
                hex"1230a42b5aa82168743e9817923ea3ebd1d3a55ef1bd91a89eacc55663a02640"
                hex"1673e455967762f96f57b413424631198e09e7bb1bb06844068fe44f307a8d59"
                hex"2a46b217c1fa254d63de18eb8e21452aabc0f43069acf1f1df9e7913b9725490"
                hex"01d155d7755958fac1d64b59200953458913648c26351e55400a999544e58ca0"
                hex"2d3c9778d5cb3ab0bfe4b296e2ed90ed19619b8b353c1043b40e03b568a049a4"
                hex"17276cb455cc5d461db37b0b4f6b34f1bb429a76968726205617095e1d39b92d"
                hex"13a1149cf273a308c777146d7f4be2160aac12980d97661fad18cf682b7c5e24"
                hex"2b74aaa132494d280ca444d5d2a99cd2bd426ff82d443e2b44b8441733bd450d"
                hex"29b8403a3843d4a77b6c70539d8965e57af369d6f32feab13450f3fa985aed18"
                hex"142569f4ef08c2a1947dcb6e99b5ac52cdd5876c50f02bd6afd62fc810a75511"
                hex"09dae1c6d2e4114c5439c81baa28594cc0ab76e7f32c25c4f780c9e9d6e46a5a"
                hex"0a23d3bedfe1b14bff3eec36492bb9329f56ddbf7f5e1f122838e96dcfe98c46"
                hex"0f47bd52a43c690f658374e9f7c2bc4285c641c7116a4ccd2c94f684cbeb7f2a"
                hex"17a29f16b646ebe94c4b2e2c4bc375cd7b002111dd55c4d212e9360cec88c188";
        }
        revert SemaphoreKeys_DepthNotServed(depth);
    }
}
